// Texts of the ledgers window.
export const LEDGERS_ZH = {
  'ledgers.kind': '台账',
  'ledgers.words': '名称、电话、编码或拼音',
  'ledgers.total': '共 {total} 条，其中 {unlocated} 条无坐标',
  'ledgers.name': '名称',
  'ledgers.areaCode': '区划代码',
  'ledgers.located': '坐标',
  'ledgers.notLocated': '无坐标',
  'ledgers.source': '来源',
  'ledgers.asOf': '数据日期',
} as const;

export const LEDGERS_EN: { readonly [key in keyof typeof LEDGERS_ZH]: string } = {
  'ledgers.kind': 'Ledger',
  'ledgers.words': 'Name, phone, code or pinyin',
  'ledgers.total': '{total} in all, {unlocated} without coordinates',
  'ledgers.name': 'Name',
  'ledgers.areaCode': 'Area code',
  'ledgers.located': 'Located',
  'ledgers.notLocated': 'not located',
  'ledgers.source': 'Source',
  'ledgers.asOf': 'Data of',
};
