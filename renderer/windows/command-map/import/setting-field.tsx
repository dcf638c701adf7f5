// One labelled setting of an import.
import type { ReactNode } from 'react';

export interface SettingFieldProps {
  readonly label: string;
  readonly htmlFor: string;
  readonly children: ReactNode;
  readonly hint?: string;
  readonly error?: string | null;
}

export const SettingField = ({ label, htmlFor, children, hint, error = null }: SettingFieldProps): ReactNode => (
  <div className="import-setting">
    <label htmlFor={htmlFor}>{label}</label>
    {children}
    {error !== null && <p role="alert">{error}</p>}
    {hint !== undefined && error === null && <p className="second">{hint}</p>}
  </div>
);
