import { describe, expect, it } from 'vitest';
import { readKiosk } from '~/app/kiosk';
import { addressWithoutKiosk, kioskPlan, nextAddress } from '~/app/kioskPlan';

describe('a wall', () => {
  it('is one only where the address says so', () => {
    expect(readKiosk({ kiosk: 1, pages: '/monitor', every: 10 })).toEqual({ kiosk: 1, pages: '/monitor', every: 10 });
    expect(readKiosk({ kiosk: 0, pages: '/monitor' })).toEqual({});
    expect(readKiosk({ kiosk: 1, pages: 5, every: 'x' })).toEqual({ kiosk: 1 });
  });

  it('goes to own pages only, and not faster than can be read', () => {
    expect(kioskPlan({ kiosk: 1, pages: '/monitor, /routers,//evil.example,https://evil.example,/nowhere', every: 1 })).toEqual({ pages: ['/monitor', '/routers'], seconds: 5 });
    expect(kioskPlan({ kiosk: 1 })).toEqual({ pages: [], seconds: 30 });
  });

  it('goes round and keeps what makes it a wall', () => {
    const plan = kioskPlan({ kiosk: 1, pages: '/monitor?range=7d,/routers' });
    const search = '?kiosk=1&pages=%2Fmonitor%3Frange%3D7d%2C%2Frouters&router=bng-1&filter=x';
    expect(nextAddress(plan, '/monitor', search)).toBe('/routers?router=bng-1&kiosk=1&pages=%2Fmonitor%3Frange%3D7d%2C%2Frouters');
    expect(nextAddress(plan, '/routers', search)).toBe('/monitor?range=7d&router=bng-1&kiosk=1&pages=%2Fmonitor%3Frange%3D7d%2C%2Frouters');
    expect(nextAddress(kioskPlan({ kiosk: 1 }), '/monitor', '?kiosk=1')).toBeNull();
    expect(nextAddress(kioskPlan({ kiosk: 1, pages: '/monitor' }), '/monitor', '?kiosk=1')).toBeNull();
  });

  it('leaves no trace', () => {
    expect(addressWithoutKiosk('/monitor', '?kiosk=1&pages=%2Fmonitor&every=9&router=bng-1')).toBe('/monitor?router=bng-1');
    expect(addressWithoutKiosk('/monitor', '?kiosk=1')).toBe('/monitor');
  });
});
