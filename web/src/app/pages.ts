/** What the rail and the palette lead to, in the order an operator scans them. */
export const pages = [
  { to: '/monitor', label: 'nav.overview', icon: 'M3 12h4l3-8 4 16 3-8h4' },
  { to: '/monitor/interfaces', label: 'nav.interfaces', icon: 'M4 8h16M4 16h16M8 4 4 8l4 4M16 12l4 4-4 4' },
  { to: '/monitor/subscribers', label: 'nav.subscribers', icon: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500a6.500 6.500 0 0 1 3.500 5.500' },
  { to: '/monitor/system', label: 'nav.system', icon: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01M12 7h4M12 17h4' },
  { to: '/monitor/terminal', label: 'nav.terminal', icon: 'M4 5h16v14H4zM7.500 9.500l3 2.500-3 2.500M13 15h4' },
  { to: '/monitor/connection', label: 'nav.connection', icon: 'M5 12.500a10 10 0 0 1 14 0M8 16a6 6 0 0 1 8 0M2 9a15 15 0 0 1 20 0M12 19.500h.01' },
  { to: '/routers', label: 'nav.routers', icon: 'M4 14h16v6H4zM7 17h.01M11 17h6M12 14V8M8 9a5 5 0 0 1 8 0M5.500 6.500a9 9 0 0 1 13 0' },
] as const;

/** What belongs to the gateway, where this port serves its control plane. */
export const gatewayPages = [
  { to: '/gateway', label: 'nav.gateway', icon: 'M4 12h5M15 6h5M15 18h5M9 12l6-6M9 12l6 6' },
  { to: '/gateway/routes', label: 'nav.routes', icon: 'M6 4v16M6 8h9a3 3 0 0 1 0 6H6M18 4v2M18 16v4' },
  { to: '/gateway/security', label: 'nav.security', icon: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z' },
] as const;
