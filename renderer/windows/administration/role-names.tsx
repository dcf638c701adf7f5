// What this station calls its roles: names are configuration, rights are not.
import { useState, type ReactNode } from 'react';
import { Alert, App, Button, Form, Input } from 'antd';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { DEFAULT_ROLE_NAMES, ROLES, type Role } from '../../../shared/domain/people/role.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';

type Fields = { readonly [role in Role]?: string };

export const RoleNames = (): ReactNode => {
  const { client, who, language, t } = useSeat();
  const { message } = App.useApp();
  const [refused, setRefused] = useState<Refusal | null>(null);

  const save = async (fields: Fields): Promise<void> => {
    const roleNames = Object.fromEntries(ROLES.flatMap((role) => ((fields[role] ?? '').trim() === '' ? [] : [[role, (fields[role] ?? '').trim()]])));
    const result = await client.request('nameRoles', { roleNames });
    setRefused(result.ok ? null : result.error);
    if (result.ok) message.success(t('admin.saved'));
  };

  return (
    <Form<Fields> layout="vertical" initialValues={who.roleNames} onFinish={(fields) => void save(fields)} className="role-names">
      {refused !== null && <Alert type="error" showIcon role="alert" title={refusalText(refused, t)} />}
      {ROLES.map((role) => (
        <Form.Item key={role} name={role} label={inLanguage(DEFAULT_ROLE_NAMES[role], language)}>
          <Input placeholder={inLanguage(DEFAULT_ROLE_NAMES[role], language)} maxLength={20} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit">
        {t('common.save')}
      </Button>
    </Form>
  );
};
