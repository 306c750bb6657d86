export function annotate(text: string, options?: object): unknown;
export function version(): string;
