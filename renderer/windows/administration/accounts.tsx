// The accounts of a station: who may sign in, with which rights, and what happened to their locks and seals.
import { useState, type ReactNode } from 'react';
import { Alert, App, Button, Checkbox, Form, Input, Modal, Select, Table } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { DEFAULT_ROLE_NAMES, ROLES, type Role } from '../../../shared/domain/people/role.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { dateTimeText } from '../../../shared/i18n/times.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { useQuery } from '../../station-client/use-stream.ts';

type Account = OutputOf<'listAccounts'>['accounts'][number];

interface Fields {
  readonly signInName: string;
  readonly name: string;
  readonly post?: string;
  readonly roles: readonly Role[];
  readonly password?: string;
  readonly isDisabled?: boolean;
  readonly isBreakGlass?: boolean;
}

const LEAST_PASSWORD = 10;

const useRoleName = (): ((role: Role) => string) => {
  const { who, language } = useSeat();
  return (role) => who.roleNames[role] ?? inLanguage(DEFAULT_ROLE_NAMES[role], language);
};

const AccountForm = ({ account, onDone }: { readonly account: Account | null; readonly onDone: (isSaved: boolean) => void }): ReactNode => {
  const { client, t } = useSeat();
  const { message } = App.useApp();
  const roleName = useRoleName();
  const [form] = Form.useForm<Fields>();
  const [refused, setRefused] = useState<Refusal | null>(null);

  const save = async (fields: Fields): Promise<void> => {
    const { signInName, name, post = '', password = '', isDisabled = false, isBreakGlass = false } = fields;
    const roles = [...fields.roles];
    const result =
      account === null
        ? await client.request('addAccount', { signInName, name, post, roles, password, isBreakGlass })
        : await client.request('changeAccount', { id: account.id, version: account.version, name, post, roles, isDisabled, ...(password === '' ? {} : { password }) });
    if (!result.ok) return setRefused(result.error);
    message.success(t('admin.saved'));
    onDone(true);
  };

  return (
    <Modal open title={account === null ? t('admin.add') : account.name} okText={t('common.save')} cancelText={t('common.cancel')} onOk={() => form.submit()} onCancel={() => onDone(false)} mask={{ closable: false }} destroyOnHidden>
      {refused !== null && <Alert type="error" showIcon role="alert" title={refusalText(refused, t)} />}
      <Form<Fields> form={form} layout="vertical" onFinish={(fields) => void save(fields)} initialValues={account === null ? { roles: ['viewer'] } : { ...account, password: '' }}>
        <Form.Item name="signInName" label={t('admin.signInName')} rules={[{ required: true }]}>
          <Input disabled={account !== null} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t('admin.personName')} rules={[{ required: true }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="post" label={t('admin.post')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="roles" label={t('admin.roleList')} rules={[{ required: true }]}>
          <Select mode="multiple" options={ROLES.map((role) => ({ value: role, label: roleName(role) }))} />
        </Form.Item>
        <Form.Item name="password" label={t(account === null ? 'admin.password' : 'admin.newPassword')} rules={account === null ? [{ required: true, min: LEAST_PASSWORD }] : []}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {account === null ? (
          <Form.Item name="isBreakGlass" valuePropName="checked">
            <Checkbox>{t('admin.breakGlass')}</Checkbox>
          </Form.Item>
        ) : (
          <Form.Item name="isDisabled" valuePropName="checked">
            <Checkbox>{t('admin.disabled')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
};

export const Accounts = (): ReactNode => {
  const { client, station, language, t } = useSeat();
  const roleName = useRoleName();
  const accounts = useQuery(client, 'listAccounts', station.isDemonstration ? null : {});
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const time = (text: string): string => dateTimeText(Date.parse(text), language, -new Date().getTimezoneOffset());

  const stateOf = (account: Account): string =>
    [
      account.isDisabled ? t('admin.disabled') : '',
      account.isBreakGlass ? (account.sealOpenedAt === null ? t('admin.sealed') : t('admin.sealOpened', { time: time(account.sealOpenedAt) })) : '',
      account.lockedUntil === null ? '' : t('admin.locked', { time: time(account.lockedUntil) }),
      account.failedSignIns === 0 ? '' : t('admin.failed', { count: account.failedSignIns }),
    ]
      .filter((part) => part !== '')
      .join(' · ');

  if (station.isDemonstration) return <p className="second">{t('admin.noAccounts')}</p>;
  if (accounts.state === 'refused') return <Alert type="error" showIcon title={refusalText(accounts.refusal, t)} />;
  return (
    <>
      <Button type="primary" onClick={() => setEdited('new')}>
        {t('admin.add')}
      </Button>
      <Table<Account>
        rowKey="id"
        loading={accounts.state === 'loading'}
        dataSource={accounts.state === 'answered' ? [...accounts.value.accounts] : []}
        pagination={false}
        columns={[
          { title: t('admin.signInName'), dataIndex: 'signInName' },
          { title: t('admin.personName'), dataIndex: 'name' },
          { title: t('admin.post'), dataIndex: 'post' },
          { title: t('admin.roleList'), render: (_value, account) => account.roles.map(roleName).join('、') },
          { title: t('admin.state'), render: (_value, account) => stateOf(account) },
          { title: t('admin.change'), render: (_value, account) => <Button onClick={() => setEdited(account)}>{t('admin.change')}</Button> },
        ]}
      />
      {edited !== null && (
        <AccountForm
          account={edited === 'new' ? null : edited}
          onDone={(isSaved) => {
            setEdited(null);
            if (isSaved) accounts.again();
          }}
        />
      )}
    </>
  );
};
