/** One measured figure. `ratio` is value against baseline of the same run; only ratios have goals. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  baseline?: number;
  ratio?: number;
  goal?: string;
  holds?: boolean;
}
