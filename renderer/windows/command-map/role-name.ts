// What this station calls a role; one it has not named goes by its usual name in the window's language.
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { DEFAULT_ROLE_NAMES, type Role } from '../../../shared/domain/people/role.ts';
import { inLanguage, type Language } from '../../../shared/i18n/language.ts';

export const roleName = (role: Role, names: OutputOf<'whoAmI'>['roleNames'], language: Language): string => names[role] ?? inLanguage(DEFAULT_ROLE_NAMES[role], language);
