// Places where many or helpless people are: each is named in every count, never merely totalled.
import { choice, term, type ThingKind } from '../field.ts';

export const SPECIAL_SITE: ThingKind = {
  kind: 'specialSite',
  term: term('重点场所', 'Special site'),
  geometry: 'point',
  symbolField: 'siteType',
  isCoreLayer: false,
  titles: ['学校', '医院', '养老院', '重点场所', '病院', '診療所', 'hospital', 'school'],
  fields: [
    { key: 'siteType', term: term('场所类型', 'Site type'), type: 'choice', headers: ['场所类型', '类型'], choices: [
      choice('careHome', '养老机构', 'care home', ['养老院', '敬老院']), choice('school', '学校', 'school'), choice('kindergarten', '幼儿园', 'kindergarten'),
      choice('hospital', '医院', 'hospital', ['卫生院', '病院', '診療所', '有床診療所', '無床診療所', '歯科', 'hospital']), choice('guesthouse', '民宿宾馆', 'guesthouse', ['民宿', '农家乐']), choice('workShed', '工棚', 'work shed'),
      choice('camp', '露营地', 'camp site'), choice('construction', '在建工地', 'construction site'), choice('market', '集市商超', 'market'), choice('scenic', '景区', 'scenic area'), choice('intake', '取水口', 'water intake'), choice('drain', '排水口', 'drain')] },
    { key: 'persons', term: term('在场人数', 'Persons'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['在场人数', '人数', '在校人数'] },
    { key: 'beds', term: term('床位数', 'Beds'), type: 'integer', minimum: 0, unit: term('张', 'beds'), headers: ['床位数', '床位', '病床数', 'numberOfBeds'] },
    { key: 'nightPersons', term: term('夜间人数', 'Persons at night'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['夜间人数'] },
    { key: 'vulnerablePersons', term: term('其中行动不便', 'Of whom immobile'), type: 'integer', minimum: 0, unit: term('人', 'persons'), headers: ['行动不便人数'] },
    { key: 'contactName', term: term('负责人', 'Contact'), type: 'text', isPersonal: true, isSearchable: true, headers: ['负责人', '联系人', '法人代表', 'corporaterepresentative'] },
    { key: 'contactPhone', term: term('联系电话', 'Phone'), type: 'phone', isPersonal: true, isSearchable: true, headers: ['联系电话', '电话', '電話番号', 'telephone', 'telephoneNumber'] },
    { key: 'address', term: term('地址', 'Address'), type: 'text', isSearchable: true, headers: ['地址', '住所', 'address'] },
    { key: 'note', term: term('备注', 'Note'), type: 'text', headers: ['备注', '備考'] },
  ],
};
