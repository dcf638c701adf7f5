// The shell's own words: menus and dialogs, Chinese first.
import type { Bilingual } from '../../shared/i18n/language.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

export const SHELL_TEXTS = {
  product: text('烽火台', 'Fenghuotai'),
  windows: text('窗口', 'Windows'),
  another: text('再开一个相同窗口', 'Open another of this window'),
  otherPlace: text('以另一席位打开', 'Open as another seat'),
  close: text('关闭窗口', 'Close window'),
  quit: text('退出', 'Quit'),
  edit: text('编辑', 'Edit'),
  undo: text('撤销', 'Undo'),
  redo: text('重做', 'Redo'),
  cut: text('剪切', 'Cut'),
  copy: text('复制', 'Copy'),
  paste: text('粘贴', 'Paste'),
  selectAll: text('全选', 'Select all'),
  view: text('显示', 'View'),
  reload: text('刷新窗口', 'Reload window'),
  actualSize: text('实际大小', 'Actual size'),
  zoomIn: text('放大', 'Zoom in'),
  zoomOut: text('缩小', 'Zoom out'),
  fullScreen: text('全屏', 'Full screen'),
  developer: text('开发者工具', 'Developer tools'),
  help: text('帮助', 'Help'),
  about: text('关于烽火台', 'About Fenghuotai'),
  claimTitle: text('认领新站点', 'Claim this new station'),
  claimMessage: text('一次性认领代码：{code}', 'One-time claim code: {code}'),
  claimDetail: text('在窗口中输入此代码，建立第一位管理员。认领后代码即作废。', 'Enter this code in the window to make the first administrator. It ends once the station is claimed.'),
  claimInTitle: text('认领代码 {code}', 'claim code {code}'),
  copyCode: text('复制代码', 'Copy the code'),
  understood: text('知道了', 'Understood'),
  stationGone: text('站点进程反复退出', 'The station keeps ending by itself'),
  stationGoneDetail: text(
    '已自动重启多次，现已停止重启。各窗口显示失联前的内容，操作发不出去。已写入的数据未受影响。\n日志：{log}',
    'It was started again several times and is now left alone. Windows show what was heard last; nothing can be sent. What was written is unharmed.\nLog: {log}',
  ),
  windowGone: text('窗口反复崩溃', 'This window keeps crashing'),
  windowGoneDetail: text('“{window}”已自动重新载入多次。站点与其他窗口仍在运行。', '“{window}” was reloaded several times. The station and the other windows are still running.'),
  retry: text('重试', 'Try again'),
  leave: text('关闭', 'Close'),
} as const satisfies { readonly [key: string]: Bilingual };

export type ShellText = keyof typeof SHELL_TEXTS;
