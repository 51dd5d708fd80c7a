const outside = ['/login', '/register', '/link'];

/** In front of the door: no frame, and nothing live. */
export function isOutside(pathname: string): boolean {
  return outside.includes(pathname);
}
