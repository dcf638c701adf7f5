// Signing in by name and password, and claiming a new station with its one-time code.
import { useState, type ReactNode } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { refusalText } from './refusal-text.ts';

export interface SignInProps {
  readonly t: Translate;
  readonly stationName: string;
  readonly isUnclaimed: boolean;
  readonly signIn: (signInName: string, password: string) => Promise<Result<unknown, Refusal>>;
  readonly claim: (code: string, signInName: string, name: string, password: string) => Promise<Result<unknown, Refusal>>;
}

interface Fields {
  readonly code?: string;
  readonly name?: string;
  readonly signInName: string;
  readonly password: string;
}

const PASSWORD_LENGTH = 10;

export const SignIn = ({ t, stationName, isUnclaimed, signIn, claim }: SignInProps): ReactNode => {
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (fields: Fields): Promise<void> => {
    setIsBusy(true);
    const result = isUnclaimed
      ? await claim(fields.code ?? '', fields.signInName, fields.name ?? '', fields.password)
      : await signIn(fields.signInName, fields.password);
    setIsBusy(false);
    setRefused(result.ok ? null : result.error);
  };

  return (
    <main className="gate">
      <section className="gate-panel">
        <h1>{stationName}</h1>
        <h2>{t(isUnclaimed ? 'claim.title' : 'signIn.title')}</h2>
        {isUnclaimed && <p>{t('claim.hint')}</p>}
        {refused !== null && <Alert type="error" showIcon role="alert" title={refusalText(refused, t)} />}
        <Form<Fields> layout="vertical" onFinish={(fields) => void submit(fields)} disabled={isBusy} requiredMark={false}>
          {isUnclaimed && (
            <>
              <Form.Item name="code" label={t('claim.code')} rules={[{ required: true }]}>
                <Input autoFocus autoComplete="one-time-code" />
              </Form.Item>
              <Form.Item name="name" label={t('claim.personName')} rules={[{ required: true }]}>
                <Input autoComplete="name" />
              </Form.Item>
            </>
          )}
          <Form.Item name="signInName" label={t('signIn.name')} rules={[{ required: true }]}>
            <Input autoFocus={!isUnclaimed} autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.password')}
            rules={[{ required: true }, ...(isUnclaimed ? [{ min: PASSWORD_LENGTH, message: t('claim.passwordLength', { count: PASSWORD_LENGTH }) }] : [])]}
          >
            <Input.Password autoComplete={isUnclaimed ? 'new-password' : 'current-password'} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isBusy} block>
            {t(isUnclaimed ? 'claim.submit' : 'signIn.submit')}
          </Button>
        </Form>
      </section>
    </main>
  );
};
