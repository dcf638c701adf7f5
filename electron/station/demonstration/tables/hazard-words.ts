// What an evacuation card (避险明白卡) says of each type of hazard.
import type { HazardType } from '../layers/hazards/hazard-site.ts';

export interface HazardWords {
  /** In the name of the point. */
  readonly noun: string;
  readonly body: string;
  readonly triggers: readonly string[];
  readonly signs: readonly string[];
  readonly precautions: string;
}

const SLOPE_CARE = '暴雨期间不在坡脚停留；发现裂缝、掉块、泉水变浑立即报告并向两侧撤离';

export const HAZARD_WORDS: Readonly<Record<HazardType, HazardWords>> = {
  '20104.0100': { noun: '滑坡', body: '滑坡体', triggers: ['强降雨', '强降雨、坡脚开挖建房', '持续降雨、地下水抬升'], signs: ['后缘弧形拉张裂缝', '坡脚渗水、挡墙鼓胀', '树木歪斜（马刀树）'], precautions: SLOPE_CARE },
  '20104.0200': { noun: '泥石流', body: '沟道', triggers: ['短时强降雨', '强降雨、沟道松散堆积'], signs: ['沟水断流或突然变浑', '上游轰鸣声', '沟道堆积物增多'], precautions: '不沿沟道上下跑，向两侧高处撤离；雨停后不急于返回' },
  '20104.0300': { noun: '崩塌', body: '危岩体', triggers: ['强降雨', '风化、根劈、降雨'], signs: ['岩块松动掉落', '裂隙张开', '坡面新鲜崩落痕迹'], precautions: '不在危岩下停放车辆、堆放物品；听到响声立即离开坡脚' },
  '20104.0400': { noun: '地面塌陷', body: '塌陷区', triggers: ['地下采空', '抽排地下水'], signs: ['地面下沉', '墙体开裂'], precautions: '绕行警戒区，发现新裂缝立即撤出房屋' },
  '20104.0500': { noun: '地裂缝', body: '裂缝带', triggers: ['地下采空', '强降雨入渗'], signs: ['裂缝延长加宽', '地面错台'], precautions: '封填裂缝，雨天不得靠近' },
  '20104.0600': { noun: '地面沉降', body: '沉降区', triggers: ['软土固结', '抽取地下水'], signs: ['门窗变形', '散水脱空'], precautions: '定期查看墙体裂缝，异常立即报告' },
  '20104.0800': { noun: '不稳定斜坡', body: '不稳定斜坡', triggers: ['强降雨', '坡脚开挖'], signs: ['坡面局部溜塌', '坡顶裂缝', '挡墙开裂'], precautions: SLOPE_CARE },
  flashFlood: { noun: '山洪', body: '溪流', triggers: ['短时强降雨', '上游来水、桥涵堵塞'], signs: ['溪水快速上涨、变浑', '上游漂浮物增多'], precautions: '溪水上涨即向高处转移，不得涉水过溪；夜间听到警报立即撤离' },
  waterlogging: { noun: '内涝', body: '低洼路段', triggers: ['短时强降雨', '排水口淤堵'], signs: ['井盖冒水', '路面积水超过15厘米'], precautions: '积水没过脚踝时不得驾车、步行通过；地下空间人员立即撤出' },
  reservoir: { noun: '', body: '坝体', triggers: ['超标准洪水', '坝体渗漏、溢洪道堵塞'], signs: ['坝坡渗水浑浊', '坝顶裂缝', '水位快速上涨'], precautions: '听到放水、险情警报立即向两岸高处撤离，不得停留在下游河道' },
  dangerousHouse: { noun: '危旧房', body: '房屋', triggers: ['强风', '强降雨、墙体浸泡'], signs: ['墙体倾斜开裂', '屋面塌陷'], precautions: '台风、暴雨预警后必须转移，解除前不得返回' },
  forestFire: { noun: '森林火险', body: '林区', triggers: ['久晴、大风、野外用火'], signs: ['发现烟点、异味'], precautions: '禁止野外用火；向上风向、已火烧迹地撤离' },
};

export const WARNING_SIGNALS: readonly string[] = ['铜锣急促连敲不停', '手摇警报器长鸣1分钟', '应急广播连续播放转移警报，铜锣连敲', '高音喇叭循环喊话、口哨连吹'];
