// 物资储备: a depot, and beside it each item kept there with quantity, place, expiry and channel.
import { choice, term, type ThingKind } from '../field.ts';

export const STOCKPILE: ThingKind = {
  kind: 'stockpile',
  term: term('物资储备点', 'Stockpile'),
  geometry: 'point',
  symbolField: 'depotKind',
  isCoreLayer: true,
  titles: ['物资', '储备点', '物资库', '仓库', '土のう', 'sandbag', 'stock', 'depot'],
  fields: [
    { key: 'depotKind', term: term('库室类型', 'Depot kind'), type: 'choice', headers: ['库室类型', '仓库类型', '类型'], choices: [
      choice('safetyFire', '安全生产(消防)救援器材库', 'safety and fire rescue'), choice('floodDrought', '防汛防台抗旱器材库', 'flood, typhoon and drought', ['防汛', '土のう', 'sandbag']),
      choice('forestFire', '森林防火器材库', 'forest fire'), choice('relief', '救灾物资库', 'relief goods', ['救灾'])] },
    { key: 'channel', term: term('储备渠道', 'Channel'), type: 'choice', headers: ['储备渠道', '渠道'], choices: [choice('government', '政府保障', 'government'), choice('social', '社会筹措', 'social'), choice('enterprise', '企业储备', 'enterprise')] },
    { key: 'reserveForm', term: term('储备方式', 'Form of reserve'), type: 'choice', headers: ['储备方式'], choices: [choice('physical', '实物储备', 'physical'), choice('capability', '能力储备', 'capability')] },
    { key: 'reserveLayout', term: term('储备布局', 'Layout of reserve'), type: 'choice', headers: ['储备布局'], choices: [choice('central', '集中储备', 'central'), choice('scattered', '分散储备', 'scattered')] },
    { key: 'pointType', term: term('储备点形式', 'Point type'), type: 'choice', headers: ['储备点形式'], choices: [
      choice('depot', '专用库', 'depot'), choice('shelter', '避灾安置场所', 'shelter'), choice('supermarket', '超市', 'supermarket'), choice('shop', '便利店', 'shop'), choice('kiosk', '应急岗亭', 'kiosk'), choice('firm', '企业', 'firm')] },
    { key: 'keeperName', term: term('保管员', 'Keeper'), type: 'text', isPersonal: true, isSearchable: true, headers: ['保管员', '负责人', '管理员', '联系人', '管理者'] },
    { key: 'keeperPhone', term: term('保管员电话', 'Keeper phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['联系电话', '电话', '電話番号', 'telephone', 'telephoneNumber'] },
    { key: 'areaSquareMetres', term: term('库房面积', 'Floor area'), type: 'number', minimum: 0, unit: term('平方米', 'm²'), headers: ['面积', '库房面积'] },
    { key: 'address', term: term('地址', 'Address'), type: 'text', isSearchable: true, headers: ['地址', '存放地点', '住所', '所在地_連結表記'] },
    { key: 'openingHours', term: term('开放时间', 'Opening hours'), type: 'text', headers: ['开放时间', '利用可能時間'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注', '備考', '特記事項'] },
  ],
};

export const STOCK_ITEM: ThingKind = {
  kind: 'stockItem',
  term: term('储备物资', 'Stock item'),
  geometry: 'point',
  symbolField: 'goodsClass',
  isCoreLayer: false,
  titles: ['物资清单', '物资明细', '储备物资', 'items'],
  fields: [
    { key: 'stockpileId', term: term('存放地点', 'Stored at'), type: 'reference', to: 'stockpile', headers: ['存放地点', '储备点', '仓库'] },
    { key: 'categoryCode', term: term('分类代码', 'Category code'), type: 'text', maxLength: 7, headers: ['分类代码', '物资编码', '编码'] },
    { key: 'goodsClass', term: term('物资类别', 'Goods class'), type: 'choice', headers: ['物资类别', '种类', '类别'], choices: [
      choice('living', '基本生活保障物资', 'living'), choice('equipment', '应急装备及配套物资', 'equipment'), choice('engineering', '工程材料与机械', 'engineering')] },
    { key: 'model', term: term('规格型号', 'Model'), type: 'text', headers: ['规格', '型号', '规格型号'] },
    { key: 'quantity', term: term('数量', 'Quantity'), type: 'number', minimum: 0, isRequired: true, headers: ['数量', '库存数量'] },
    { key: 'unit', term: term('单位', 'Unit'), type: 'text', headers: ['单位', '计量单位'] },
    { key: 'minimumQuantity', term: term('最低库存', 'Minimum'), type: 'number', minimum: 0, headers: ['最低库存', '应储数量'] },
    { key: 'managementMethod', term: term('管理方式', 'Management'), type: 'text', headers: ['管理方式'] },
    { key: 'productionDate', term: term('生产日期', 'Produced'), type: 'date', headers: ['生产日期'] },
    { key: 'expiryDate', term: term('有效期至', 'Expires'), type: 'date', headers: ['有效期', '有效期至', '到期日期'] },
    { key: 'channel', term: term('储备渠道', 'Channel'), type: 'choice', choices: [choice('government', '政府保障', 'government'), choice('social', '社会筹措', 'social'), choice('enterprise', '企业储备', 'enterprise')], headers: ['储备渠道'] },
  ],
};
