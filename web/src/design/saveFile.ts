const KEEP_MS = 30_000;

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}

/** Names what is in it and when it was taken; simulated figures say so before anybody opens the file. */
export function exportName(name: string, extension: string, isSimulated: boolean, now: Date = new Date()): string {
  const when = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const subject = name.replace(/[^\w.-]+/g, '-');
  return `farol-${isSimulated ? 'SIMULATED-' : ''}${subject}-${when}Z.${extension}`;
}
