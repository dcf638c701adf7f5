// What is wrong with a row in one line of words, each thing after the column it is about.
import type { ComparedRow, IssueTerms } from '../../../../shared/contract/import-shapes.ts';
import { inLanguage, type Language } from '../../../../shared/i18n/language.ts';

/** Empty where nothing is. */
export const issueWords = (issues: ComparedRow['issues'], terms: IssueTerms, language: Language): string =>
  issues
    .map(({ code, header, value }) => {
      const words = inLanguage(terms.find((term) => term.code === code) ?? { zh: code, en: code }, language);
      const about = header === '' ? '' : language === 'zh-CN' ? `“${header}”：` : `“${header}”: `;
      return value === '' ? `${about}${words}` : language === 'zh-CN' ? `${about}${words}（${value}）` : `${about}${words} (${value})`;
    })
    .join(language === 'zh-CN' ? '；' : '; ');
