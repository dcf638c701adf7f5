// What watches the county: rain and river gauges, video sources, enterprises with their risk points.
import { choice, term, type ThingKind } from '../field.ts';
import { LEVELS } from '../levels.ts';

export const GAUGE: ThingKind = {
  kind: 'gauge',
  term: term('监测站', 'Gauge'),
  geometry: 'point',
  symbolField: 'gaugeType',
  isCoreLayer: false,
  titles: ['雨量站', '水位站', '监测站', 'gauge'],
  fields: [
    { key: 'gaugeType', term: term('站类', 'Gauge type'), type: 'choice', headers: ['站类', '类型'], choices: [choice('rain', '雨量站', 'rain'), choice('river', '水位站', 'river stage'), choice('weather', '气象站', 'weather'), choice('slope', '边坡监测', 'slope'), choice('smoke', '智慧烟感', 'smoke')] },
    { key: 'stationCode', term: term('站码', 'Station code'), type: 'text', isSearchable: true, headers: ['站码', '测站编码'] },
    { key: 'elevationMetres', term: term('高程', 'Elevation'), type: 'number', unit: term('米', 'm'), headers: ['高程', '海拔'] },
    { key: 'alertStageMetres', term: term('警戒水位', 'Alert stage'), type: 'number', unit: term('米', 'm'), headers: ['警戒水位'] },
    { key: 'guaranteeStageMetres', term: term('保证水位', 'Guarantee stage'), type: 'number', unit: term('米', 'm'), headers: ['保证水位'] },
    { key: 'reportMinutes', term: term('报汛间隔', 'Report interval'), type: 'number', minimum: 0, unit: term('分钟', 'min'), headers: ['报汛间隔'] },
    { key: 'keeperPhone', term: term('看护人电话', 'Keeper phone'), type: 'phone', isPersonal: true, headers: ['看护人电话'] },
  ],
};

export const CAMERA: ThingKind = {
  kind: 'camera',
  term: term('视频源', 'Video source'),
  geometry: 'point',
  symbolField: 'cameraType',
  isCoreLayer: false,
  titles: ['视频', '摄像头', '监控', 'camera'],
  fields: [
    { key: 'cameraType', term: term('类型', 'Camera type'), type: 'choice', headers: ['类型'], choices: [choice('fixed', '固定枪机', 'fixed'), choice('dome', '球机', 'dome'), choice('drone', '无人机', 'drone'), choice('vehicle', '车载', 'vehicle'), choice('phone', '手机', 'phone')] },
    { key: 'agency', term: term('接入单位', 'Agency'), type: 'text', isSearchable: true, headers: ['接入单位', '单位'] },
    { key: 'bearingDegrees', term: term('朝向', 'Bearing'), type: 'number', minimum: 0, maximum: 360, unit: term('度', '°'), headers: ['朝向'] },
    { key: 'fieldOfViewDegrees', term: term('视场角', 'Field of view'), type: 'number', minimum: 0, maximum: 360, unit: term('度', '°'), headers: ['视场角'] },
    { key: 'heightMetres', term: term('架高', 'Height'), type: 'number', minimum: 0, unit: term('米', 'm'), headers: ['架高'] },
  ],
};

export const ENTERPRISE: ThingKind = {
  kind: 'enterprise',
  term: term('企业', 'Enterprise'),
  geometry: 'point',
  symbolField: 'sector',
  levelField: 'riskLevel',
  isCoreLayer: false,
  titles: ['企业', '危化企业', 'enterprise'],
  fields: [
    { key: 'sector', term: term('行业领域', 'Sector'), type: 'choice', headers: ['行业', '行业领域'], choices: [
      choice('traffic', '道路交通', 'road traffic'), choice('fire', '消防', 'fire'), choice('construction', '建设施工', 'construction'), choice('hazmat', '危化品', 'hazardous chemicals'),
      choice('mine', '矿山', 'mine'), choice('machinery', '机械制造', 'machinery'), choice('gas', '城镇燃气', 'town gas'), choice('specialEquipment', '特种设备', 'special equipment')] },
    { key: 'riskLevel', term: term('风险等级', 'Risk level'), type: 'choice', choices: LEVELS, headers: ['风险等级'] },
    { key: 'substances', term: term('危险物质', 'Substances'), type: 'text', isSearchable: true, headers: ['危险物质', '主要危险物质'] },
    { key: 'staff', term: term('从业人数', 'Staff'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['从业人数', '员工人数'] },
    { key: 'safetyOfficer', term: term('安全管理员', 'Safety officer'), type: 'text', isPersonal: true, isSearchable: true, headers: ['安全管理员', '负责人'] },
    { key: 'safetyPhone', term: term('联系电话', 'Phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['联系电话', '电话'] },
    { key: 'address', term: term('地址', 'Address'), type: 'text', isSearchable: true, headers: ['地址'] },
  ],
};

export const RISK_POINT: ThingKind = {
  kind: 'riskPoint',
  term: term('企业风险点', 'Enterprise risk point'),
  geometry: 'point',
  symbolField: 'riskLevel',
  levelField: 'riskLevel',
  isCoreLayer: false,
  titles: ['风险点', '危险源', 'risk point'],
  fields: [
    { key: 'enterpriseId', term: term('所属企业', 'Enterprise'), type: 'reference', to: 'enterprise', headers: ['所属企业', '企业名称'] },
    { key: 'riskLevel', term: term('风险等级', 'Risk level'), type: 'choice', choices: LEVELS, headers: ['风险等级'] },
    { key: 'accidentType', term: term('事故类型', 'Accident type'), type: 'text', headers: ['事故类型'] },
    { key: 'measures', term: term('管控措施', 'Measures'), type: 'text', headers: ['管控措施'] },
    { key: 'ownerName', term: term('管控责任人', 'Owner'), type: 'text', isPersonal: true, headers: ['管控责任人', '责任人'] },
  ],
};
