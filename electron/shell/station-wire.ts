// What the shell and the station's own process say to each other; a `seat` carries the port of the window it is for.
import type { StationSetting } from '../station/station-setting.ts';

export interface StartOrder {
  readonly type: 'start';
  readonly setting: StationSetting;
  /** Folder of the product's `resources/`. */
  readonly resources: string;
  readonly version: string;
  /** Session tokens by place, from an earlier run of the process. */
  readonly tokens: readonly (readonly [place: string, token: string])[];
}

/** What the operating system's secret store is asked for; only the shell reaches it. */
export type SecretTask = { readonly verb: 'isAvailable' } | { readonly verb: 'encrypt'; readonly text: string } | { readonly verb: 'decrypt'; readonly sealed: Uint8Array };

/** Null where the store refused. */
export type SecretAnswer = boolean | string | Uint8Array | null;

export type ToStation =
  | StartOrder
  | { readonly type: 'seat'; readonly place: string }
  | { readonly type: 'secret'; readonly id: number; readonly answer: SecretAnswer }
  | { readonly type: 'stop' };

export type FromStation =
  | { readonly type: 'token'; readonly place: string; readonly token: string | null }
  | { readonly type: 'claimCode'; readonly code: string | null }
  | { readonly type: 'secret'; readonly id: number; readonly task: SecretTask };
