// What a benchmark is: a name, and a run that reports figures beside a peer or a limit measured in the same run.

export interface Figure {
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, measured in the same run. */
  readonly peer?: string;
  readonly ratio?: number;
}

export interface Bench {
  readonly name: string;
  readonly run: (report: (figure: Figure) => void) => Promise<void>;
}
