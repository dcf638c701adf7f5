// What the four kinds of depot keep, in what amounts, and how long it lasts.

export type DepotKind = 'safetyFire' | 'floodDrought' | 'forestFire' | 'relief';

export interface StockEntry {
  readonly name: string;
  readonly goodsClass: 'living' | 'equipment' | 'engineering';
  /**
   * Seven digits in the form of GB/T 38565 (1 + 2 + 2 + 2). The standard's table was not at hand, so the second layer is
   * always 99, “other”, and the rest only numbers this list: no code here claims a class of the standard.
   */
  readonly code: string;
  readonly unit: string;
  readonly model: string;
  /** Years it keeps; nothing for what does not spoil. */
  readonly years?: number;
  /** Usual quantity in a village; a township keeps some five times, the county thirty times as much. */
  readonly quantity: number;
  readonly management: string;
}

const CLASS_DIGIT = { living: 1, equipment: 2, engineering: 3 } as const;

type Row = readonly [name: string, goodsClass: StockEntry['goodsClass'], unit: string, model: string, quantity: number, management: string, years?: number];

const entries = (group: number, rows: readonly Row[]): readonly StockEntry[] =>
  rows.map(([name, goodsClass, unit, model, quantity, management, years], index) => ({
    name, goodsClass, unit, model, quantity, management, code: `${CLASS_DIGIT[goodsClass]}99${String(group).padStart(2, '0')}${String(index + 1).padStart(2, '0')}`,
    ...(years === undefined ? {} : { years }),
  }));

export const STOCK_CATALOGUE: Readonly<Record<DepotKind, readonly StockEntry[]>> = {
  relief: entries(1, [
    ['棉被', 'living', '床', '1.5米×2米', 12, '上架存放，每季翻晒', 8], ['毛毯', 'living', '条', '加厚', 10, '上架存放，每季翻晒', 8], ['折叠床', 'living', '张', '钢木', 8, '上架存放'],
    ['单帐篷', 'living', '顶', '12平方米', 1, '上架存放，每年晾晒', 8], ['瓶装饮用水', 'living', '箱', '550毫升×24', 10, '先进先出', 1.5], ['方便食品', 'living', '箱', '24桶', 8, '先进先出', 0.5],
    ['压缩饼干', 'living', '箱', '100包', 3, '先进先出', 2], ['应急包', 'living', '套', '家庭型', 12, '密封存放', 5], ['医用急救箱', 'living', '个', '中型', 2, '专人保管', 3],
    ['口罩', 'living', '只', '一次性医用', 200, '防潮存放', 2], ['消毒液', 'living', '桶', '2.5升', 4, '阴凉存放', 1], ['应急灯', 'living', '盏', '充电式', 6, '每月充电', 5], ['毛巾', 'living', '条', '普通', 30, '上架存放'],
  ]),
  floodDrought: entries(2, [
    ['编织袋', 'engineering', '只', '60×90厘米', 300, '防晒存放', 5], ['吸水膨胀袋', 'engineering', '只', '40×60厘米', 20, '防潮存放', 3], ['救生衣', 'equipment', '件', '成人', 10, '每年浮力检查', 5],
    ['救生圈', 'equipment', '只', '5556型', 4, '每年检查', 8],
    ['铁锹', 'equipment', '把', '尖头', 15, '上架存放'], ['排水泵', 'equipment', '台', '7.5千瓦', 1, '每月试车', 12], ['应急发电机', 'equipment', '台', '5千瓦', 1, '每月试车', 12], ['手持扩音器', 'equipment', '只', '50瓦', 3, '每月充电', 6],
    ['铜锣', 'equipment', '面', '36厘米', 2, '专人保管'], ['手摇报警器', 'equipment', '台', '便携', 1, '每月试鸣', 12], ['卫星电话', 'equipment', '部', '手持', 1, '每周试通', 6], ['雨衣', 'equipment', '件', '分体', 15, '上架存放', 5],
    ['冲锋舟', 'equipment', '艘', '4.5米', 0.2, '每季保养', 15], ['块石', 'engineering', '立方米', '20厘米以上', 6, '露天堆放'], ['防雨布', 'engineering', '平方米', '加厚', 60, '防晒存放', 5],
    ['抛绳器', 'equipment', '套', '气动', 0.4, '每年检查', 8],
  ]),
  forestFire: entries(3, [
    ['风力灭火机', 'equipment', '台', '背负式', 1, '每月试车', 10], ['高压水枪', 'equipment', '套', '森林型', 0.5, '每月试车', 10], ['灭火拖把', 'equipment', '把', '二号工具', 15, '上架存放', 4],
    ['砍刀', 'equipment', '把', '森防', 12, '上架存放'],
    ['阻燃服', 'equipment', '套', '分体', 8, '上架存放', 6], ['防火靴', 'equipment', '双', '高帮', 8, '上架存放', 5], ['背负式水枪', 'equipment', '支', '20升', 5, '上架存放', 6], ['油锯', 'equipment', '台', '18寸', 1, '每月试车', 10],
    ['头灯', 'equipment', '只', '充电式', 10, '每月充电', 4], ['对讲机', 'equipment', '部', '数字', 4, '每周点名', 8],
  ]),
  safetyFire: entries(4, [
    ['干粉灭火器', 'equipment', '具', '4千克', 12, '每月检查压力', 5], ['消防水带', 'equipment', '盘', '65毫米×20米', 6, '上架存放', 8], ['消防水枪', 'equipment', '支', '直流', 3, '上架存放'],
    ['手抬机动泵', 'equipment', '台', '15马力', 0.6, '每月试车', 12],
    ['空气呼吸器', 'equipment', '套', '6.8升', 1, '每年检测', 3], ['消防头盔', 'equipment', '顶', '抢险', 6, '上架存放', 5], ['破拆工具组', 'equipment', '套', '手动', 0.6, '每季保养', 10],
    ['安全绳', 'equipment', '根', '30米', 3, '每年检查', 4],
    ['警戒带', 'equipment', '盘', '100米', 5, '上架存放'], ['气体检测仪', 'equipment', '台', '四合一', 0.5, '每年检定', 3], ['担架', 'equipment', '副', '折叠', 1, '上架存放'], ['堵漏器材', 'equipment', '套', '木楔', 0.4, '每季检查', 8],
  ]),
};
