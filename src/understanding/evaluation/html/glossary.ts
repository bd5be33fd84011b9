import { type FigureKey, figures } from '../figures.ts'
import { type Html, html } from './html.ts'

/** What the figures mean, for people who run a shop. */
export const glossary = (): Html => html`<h2>这些数字是什么意思</h2>
<dl>${figures.map(({ key, name }) => {
  const meaning = meanings[key]
  return meaning === undefined ? html`` : html`<dt>${name['zh-CN']}</dt><dd>${meaning}</dd>\n`
})}</dl>`

const meanings: Readonly<Partial<Record<FigureKey, string>>> = {
  accuracy: '第一名就是标注的意图（或它的备选）的句子所占比例。',
  inScopeAccuracy: '同上，不算与本店无关的句子。',
  macroF1: '每个意图的 F1（精确率与召回率的调和平均）再求平均：句子少的意图与句子多的一样重。',
  top3: '前三名里有对的意图；让顾客从几个选项里挑时，看这个数。',
  auroc: '随便拿一句本店业务和一句无关的话，业务得分更高的机会：0.5 等于乱猜，1 是完全分得开。',
  outOfScopeRecall: '把门槛定在只误拒 5 % 业务句子的地方，能拦下多少无关的话。',
  sureHalfRight: '把握较大的那一半句子里答对的比例：机器人自己回答的大致就是这一半。',
  sureHalfLetThrough: '无关的话里，既落在较自信的一半、又被当成本店业务的比例；越低越好。',
  ece: '自称的把握与实际答对的比例平均差多少（十格）；越低，把握越可信。',
  scopeEce: '自称「是本店业务」的把握与实际平均差多少。',
  p50Us: '一半的句子在这个时间内认完；p95、p99 是 95 %、99 % 的句子。',
  trainMs: '改完知识库到能用，识别部分要学多久。',
  memoryMib: '学完之后留在内存里的部分，含引擎自己的词典。',
}
