// What firms in such a county make, what of it is dangerous, and where the risk sits.

export type Sector = 'traffic' | 'fire' | 'construction' | 'hazmat' | 'mine' | 'machinery' | 'gas' | 'specialEquipment';

export interface FirmType {
  readonly sector: Sector;
  readonly share: number;
  readonly words: readonly string[];
  readonly substances: readonly string[];
  readonly accidents: readonly string[];
  readonly places: readonly string[];
  readonly measures: readonly string[];
}

export const FIRM_TYPES: readonly FirmType[] = [
  { sector: 'machinery', share: 34, words: ['机械', '阀门', '不锈钢管', '五金', '铸造', '汽配'], substances: ['切削液', '乳化液'], accidents: ['机械伤害', '起重伤害', '触电', '灼烫'], places: ['冲压机', '行车', '切割区', '配电房', '抛光车间', '退火炉'], measures: ['设防护罩、光电保护', '定人定机、上锁挂牌', '除尘系统每班清扫'] },
  { sector: 'fire', share: 22, words: ['竹木制品', '鞋业', '服饰', '家具', '玩具', '包装'], substances: ['木粉尘', '胶水'], accidents: ['火灾', '粉尘爆炸'], places: ['砂光车间', '仓库', '宿舍楼', '喷漆房', '打胶区'], measures: ['严禁明火、每日清灰', '疏散通道保持畅通', '安装智慧烟感'] },
  { sector: 'hazmat', share: 11, words: ['化工', '合成革', '树脂', '农药', '加油站'], substances: ['二甲基甲酰胺', '甲苯', '液氨', '汽油', '盐酸', '甲醇'], accidents: ['中毒和窒息', '爆炸', '泄漏', '火灾'], places: ['储罐区', '反应釜', '装卸区', '危化品仓库', '冷冻机房'], measures: ['可燃有毒气体报警联锁', '双人双锁、台账管理', '设围堰和应急池'] },
  { sector: 'gas', share: 6, words: ['燃气', '液化气站'], substances: ['液化石油气', '天然气'], accidents: ['泄漏', '爆炸'], places: ['调压站', '储罐', '灌装间'], measures: ['每班巡检、便携检漏', '静电接地、防爆电气'] },
  { sector: 'mine', share: 6, words: ['石矿', '萤石矿', '砂石'], substances: ['炸药', '雷管'], accidents: ['坍塌', '物体打击', '冒顶片帮'], places: ['采场边坡', '爆破作业面', '破碎站', '尾矿库'], measures: ['台阶式开采', '雨后停产检查边坡', '尾矿库在线监测'] },
  { sector: 'specialEquipment', share: 8, words: ['食品', '茶业', '制药', '水泥构件'], substances: ['蒸汽', '液氨'], accidents: ['容器爆炸', '灼烫', '冻伤'], places: ['锅炉房', '蒸汽管道', '冷库', '压力容器'], measures: ['定期检验、持证操作', '安全阀压力表校验'] },
  { sector: 'construction', share: 7, words: ['建设', '路桥', '市政'], substances: [], accidents: ['高处坠落', '坍塌', '物体打击'], places: ['脚手架', '深基坑', '塔吊', '高支模'], measures: ['专项方案、验收挂牌', '临边防护', '台风前加固撤人'] },
  { sector: 'traffic', share: 6, words: ['运输', '客运', '危货运输'], substances: ['柴油', '危险货物'], accidents: ['车辆伤害', '泄漏'], places: ['停车场', '临水临崖路段', '维修间'], measures: ['动态监控、疲劳提醒', '出车前检查'] },
];

export const FIRM_HEADS: readonly string[] = ['宏远', '恒达', '瑞丰', '华腾', '金鼎', '天工', '万隆', '鑫源', '盛邦', '永固', '新源', '佳美', '力拓', '正泰源', '银河', '绿野', '龙腾', '大自然', '兴业', '宝利', '三益', '浙南', '松川', '云和堂', '东方', '南峰', '同兴', '百川', '金穗', '长青'];
