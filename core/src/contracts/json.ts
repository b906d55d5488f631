/** Any value that JSON can carry. What crosses a process border, or enters the log, is of this type. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** Values by key. */
export interface JsonObject {
  readonly [key: string]: Json;
}
