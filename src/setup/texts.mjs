/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(1)

/** Everything setup says to people. */
export const texts = {
  'zh-CN': {
    /** @param {string} version */
    oldNode: (version) =>
      `需要 Node.js 20.19 以上、22.12 以上或 24；现在是 ${version}。请从 nodejs.org 安装后再试。`,
    usage: '用法：node src/setup.mjs start | test [vitest 的参数] | shouhou <命令> | build',
    install: '安装依赖：第一次约 1–4 分钟，其中 better-sqlite3 可能需要在本机编译',
    server: '编译服务端',
    web: '构建网页（顾客端和客服台）',
    native: '检查数据库模块 better-sqlite3',
    rebuild: 'better-sqlite3 不能加载（可能换过 Node 版本），重新编译一次，约 1–4 分钟',
    waiting: '另一个终端正在安装或编译，等它完成……',
    /** @param {number} ms */
    done: (ms) => `完成，用了 ${seconds(ms)} 秒`,
    /** @param {number} ms */
    still: (ms) => `还在进行，已经 ${Math.round(ms / 1000)} 秒……`,
    /** @param {string} what */
    failed: (what) => `失败：${what}。最后的输出：`,
    noCompiler:
      '这台机器缺少编译工具（C++ 编译器、make 和 Python 3）。请运行下面的命令，然后重试：',
    compileFailed:
      '编译没有成功，原因在上面的输出里。常见的是磁盘或内存不够，或文件夹在编译时被动过：处理后重试。',
    noNetwork:
      '看起来是下载失败。请检查网络、代理和 npm 镜像（npm config get registry），然后重试。',
    nativeBroken: 'better-sqlite3 编译后仍不能加载。请删除 node_modules 文件夹后重试；原因：',
    testSteps: { lint: '格式和规范', types: '类型', unused: '没人用的代码', tests: '测试' },
    stepFailed: '这一步没有通过，后面的没有运行',
    noChromium: [
      '注意：没有找到 Chromium 或 Chrome，真实浏览器的测试全部跳过！',
      '安装一个（Debian/Ubuntu：sudo apt-get install -y chromium），或用 CHROMIUM_PATH 指明它在哪里。',
    ],
  },
  en: {
    /** @param {string} version */
    oldNode: (version) =>
      `Node.js 20.19 or later, 22.12 or later, or 24 is needed; this is ${version}. Get it from nodejs.org and try again.`,
    usage: 'usage: node src/setup.mjs start | test [vitest arguments] | shouhou <command> | build',
    install:
      'Installing dependencies: about 1-4 minutes the first time; better-sqlite3 may have to be compiled here',
    server: 'Compiling the server',
    web: 'Building the web faces (customer chat and agent console)',
    native: 'Checking the database module better-sqlite3',
    rebuild:
      'better-sqlite3 does not load (another Node version?); compiling it once more, about 1-4 minutes',
    waiting: 'Another terminal is installing or building; waiting for it…',
    /** @param {number} ms */
    done: (ms) => `done in ${seconds(ms)} s`,
    /** @param {number} ms */
    still: (ms) => `still working, ${Math.round(ms / 1000)} s so far…`,
    /** @param {string} what */
    failed: (what) => `Failed: ${what}. The last lines it printed:`,
    noCompiler:
      'This machine lacks the tools to compile (a C++ compiler, make and Python 3). Run this, then try again:',
    compileFailed:
      'The compilation failed; the output above says why. Often the disk or memory ran out, or the folder was touched meanwhile: mend that and try again.',
    noNetwork:
      'This looks like a failed download. Check the network, the proxy and npm’s registry (npm config get registry), then try again.',
    nativeBroken:
      'better-sqlite3 still does not load after compiling. Delete the folder node_modules and try again; the cause:',
    testSteps: { lint: 'format and lint', types: 'types', unused: 'unused code', tests: 'tests' },
    stepFailed: 'This step failed; the ones after it did not run',
    noChromium: [
      'NOTE: no Chromium or Chrome was found, so every test in a real browser is SKIPPED!',
      'Install one (Debian/Ubuntu: sudo apt-get install -y chromium), or say where it is in CHROMIUM_PATH.',
    ],
  },
}

/** @typedef {(typeof texts)['zh-CN']} Texts */
