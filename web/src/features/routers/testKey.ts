/** What the last test of a router found. */
export const testKey = (id: string) => ['router-test', id] as const;
