import { useQuery } from '@tanstack/react-query'
import { Alert, App, Badge, Button, Segmented, Spin, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { SaveEnd } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import type { PageProps } from '../pages.ts'
import { spoken } from '../texts.ts'
import { AddFile } from './add-file.tsx'
import { Conflict } from './conflict.tsx'
import { draftsIn, type Unsaved, useDrafts } from './drafts.ts'
import type { Spotted } from './editor/editor.tsx'
import { FileHead } from './file-head.tsx'
import { addressOf, FileList, titleOf, withNew } from './file-list.tsx'
import { FileText } from './file-text.tsx'
import { useLeaveWarning, useSaveKeys } from './guards.ts'
import { History } from './history.tsx'
import { Playground } from './playground.tsx'
import { Problems } from './problems.tsx'
import { SavePanel } from './save-panel.tsx'
import { server } from './server.ts'
import './style.css'
import { words } from './texts.ts'
import { useChecked } from './use-checked.ts'
import { type Undo, useSave } from './use-save.ts'

const say = spoken(words)

type Tab = keyof typeof say.tabs
type Pane = keyof typeof say.panes

/** Where operators write what the bot knows and says. */
export function PlaybookPage({ me }: PageProps) {
  const { message } = App.useApp()
  const [address, go] = useLocation()
  const file = fileIn(address)
  const drafts = useDrafts(me.id)
  const { unsaved, write, forget } = drafts
  const saver = useSave(drafts)
  const checked = useChecked(unsaved)
  const [tab, setTab] = useState<Tab>('play')
  const [pane, setPane] = useState<Pane>(file === undefined ? 'list' : 'editor')
  const [jump, setJump] = useState<(Spotted & { readonly file: string }) | null>(null)
  const [isAdding, setAdding] = useState(false)
  const files = useQuery({ queryKey: ['playbook', 'files'], queryFn: server.files })
  const vocabulary = useQuery({ queryKey: ['playbook', 'vocabulary'], queryFn: server.vocabulary })

  const known = withNew(files.data?.files ?? [], unsaved)
  const about = known.find((each) => each.file === file)
  const nameOf = (name: string) => {
    const found = known.find((each) => each.file === name)
    return found === undefined ? name : titleOf(found)
  }
  const open = (name: string, spot?: Spotted) => {
    go(addressOf(name))
    setPane('editor')
    if (spot !== undefined) setJump({ file: name, line: spot.line, column: spot.column })
  }
  const save = () => {
    if (Object.keys(unsaved).length === 0) return void message.info(say.nothing)
    void saver.save(unsaved)
  }
  useSaveKeys(save)
  useLeaveWarning(Object.keys(unsaved).length > 0)

  const { saving } = saver
  const end = saving.kind === 'ended' ? saving.end : null
  const refused = end?.kind === 'refused' ? end : null
  useEffect(() => {
    if (refused === null) return
    setTab('problems')
    setPane('side')
  }, [refused])

  const settle = (
    { file: name, theirs, hash }: Extract<SaveEnd, { kind: 'conflict' }>,
    undo: Undo | null,
    text: string | null,
  ) => {
    // Somebody's drafts wait for their own save: what is taken back is not theirs.
    if (undo !== null) {
      // It may have been settled before, and met what others saved since.
      const others = undo.settled.filter(({ file: each }) => each !== name)
      const settled = [...others, { file: name, text, base: hash }]
      return void saver.undo({ ...undo, settled })
    }
    const mine = { text: text ?? '', original: theirs ?? '', base: hash }
    write(name, mine)
    void saver.save({ ...unsaved, [name]: mine })
  }

  const addExample = async (intent: string, text: string) => {
    try {
      const added = await server.example(draftsIn(unsaved), intent, text)
      const before = unsaved[added.file] ?? (await unsavedOf(added.file))
      write(added.file, { ...before, text: added.text })
      const spot = { line: added.line, column: 1 }
      void message.success(
        <>
          {say.play.added(nameOf(added.file))}{' '}
          <Button type="link" size="small" onClick={() => open(added.file, spot)}>
            {say.play.addedOpen}
          </Button>
        </>,
      )
    } catch (error) {
      void message.error(sentenceOf(error))
    }
  }

  if (files.error !== null)
    return <Alert className="page-fault" type="error" title={sentenceOf(files.error)} />
  if (files.data === undefined) return <Spin className="loading" delay={200} />
  const errors = checked.faults.filter(({ severity }) => severity === 'error').length
  return (
    <main className="playbook" data-pane={pane}>
      <h1 className="hidden">{say.title}</h1>
      <Segmented
        className="playbook-panes"
        block
        value={pane}
        onChange={setPane}
        options={(['list', 'editor', 'side'] as const).map((value) => ({
          value,
          label: say.panes[value],
        }))}
      />
      <FileList
        files={known}
        current={file}
        unsaved={unsaved}
        faults={checked.faults}
        onAdd={() => setAdding(true)}
        onPick={() => setPane('editor')}
        onFound={open}
      />
      <section className="playbook-text" aria-label={say.panes.editor}>
        <FileHead
          file={file}
          name={file === undefined ? '' : nameOf(file)}
          unsaved={unsaved}
          isSaving={saver.isRunning}
          onSave={save}
          onDiscard={() => file !== undefined && forget([file])}
        />
        <SavePanel saver={saver} onSave={save} />
        {file === undefined ? (
          <p className="playbook-none">{say.pick}</p>
        ) : (
          <FileText
            key={file}
            file={file}
            kind={about?.kind ?? ''}
            draft={unsaved[file]}
            diskHash={files.data.files.find((each) => each.file === file)?.hash ?? null}
            isSaving={saver.isRunning}
            write={write}
            faults={checked.faults.filter((fault) => fault.file === file)}
            vocabulary={vocabulary.data}
            jump={jump?.file === file ? jump : null}
          />
        )}
      </section>
      <aside className="playbook-side">
        <Tabs
          activeKey={tab}
          onChange={(key) => setTab(key as Tab)}
          items={[
            {
              key: 'play',
              label: say.tabs.play,
              children: (
                <Playground
                  unsaved={unsaved}
                  buyers={files.data.buyers}
                  vocabulary={vocabulary.data}
                  onSource={(source) => {
                    const [name = '', line, column] = source.split(':')
                    open(name, { line: Number(line), column: Number(column) })
                  }}
                  onProblems={() => setTab('problems')}
                  onExample={addExample}
                />
              ),
            },
            {
              key: 'history',
              label: say.tabs.history,
              children: <History file={file} nameOf={nameOf} saver={saver} />,
            },
            {
              key: 'problems',
              label: (
                <span>
                  {say.tabs.problems} <Badge count={errors} color="#cf1322" size="small" />
                </span>
              ),
              children: (
                <Problems
                  checked={checked}
                  nameOf={nameOf}
                  onJump={(fault) => open(fault.file, fault)}
                />
              ),
            },
          ]}
        />
      </aside>
      {isAdding && (
        <AddFile
          taken={new Set(known.map((each) => each.file))}
          onClose={() => setAdding(false)}
          onAdd={(name, text) => {
            write(name, { text, original: '', base: null })
            setAdding(false)
            open(name)
          }}
        />
      )}
      {end?.kind === 'conflict' && saving.kind === 'ended' && (
        <Conflict
          conflict={end}
          isUndo={saving.undo !== null}
          onLater={saver.close}
          onTakeTheirs={() => {
            // Who gives up taking something back has written nothing of their own.
            if (saving.undo === null) forget([end.file])
            saver.close()
          }}
          onKeep={(text) => settle(end, saving.undo, text)}
        />
      )}
    </main>
  )
}

const prefix = '/console/playbook/'

const fileIn = (address: string): string | undefined =>
  address.startsWith(prefix) && address.length > prefix.length
    ? decodeURI(address.slice(prefix.length))
    : undefined

const unsavedOf = async (file: string): Promise<Unsaved> => {
  const { text, hash } = await server.read(file)
  return { text, original: text, base: hash }
}
