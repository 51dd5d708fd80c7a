// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { speak } from '~/i18n';
import { serverText } from '~/i18n/serverText';
import { openConsole, prepareConsole } from '../openConsole';
import { calm } from '../program';

prepareConsole();

const since = new Date().toISOString();
const refused = '192.0.2.1:22 refused the connection: nothing listens on that port; check the port and that the service is enabled on the router';
const incident = (detail: string) => ({
  ...calm,
  'GET /api/events': { body: { items: [{ id: 'i1', kind: 'router_unreachable', severity: 'critical', title: 'the router cannot be read', since, until: null, is_open: true, places: [], detail }] } },
});

describe('what the server says', () => {
  it('of a router that cannot be reached stands in Portuguese on the banner, with its values', async () => {
    await openConsole('/monitor/terminal', incident(refused));
    expect(await screen.findByText('192.0.2.1:22 recusou a conexão: nada escuta nessa porta; confira a porta e se o serviço está habilitado no roteador')).toBeVisible();
  });

  it('stands as it came on a page in English, and turns with the language', async () => {
    await speak('en');
    await openConsole('/monitor/terminal', incident(refused));
    expect(await screen.findByText(refused)).toBeVisible();
    await speak('pt-BR');
    expect(await screen.findByText(/^192\.0\.2\.1:22 recusou a conexão/)).toBeVisible();
  });

  it('stands as it came where nobody has translated it', async () => {
    const words = 'the moon is in the seventh house of bng-1';
    await openConsole('/monitor/terminal', incident(words));
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('of a whole request stands in Portuguese', async () => {
    await openConsole('/routers', { ...calm, 'GET /api/routers': { status: 404, body: { status: 404, detail: 'There is no router "bng-9" here; GET /api/routers lists them' } } });
    expect(await screen.findByText('Não há um roteador “bng-9” aqui; a página de roteadores lista todos')).toBeVisible();
  });

  it('of fields stands at each of them, and several things of one together', async () => {
    const errors = { email: ['is no e-mail address'], password: ['must have at least 12 characters', 'must not have control characters'] };
    await openConsole('/register', {
      ...calm,
      'GET /api/auth/register': { body: { mode: 'open', open: true, min_password_length: 12 } },
      'POST /api/auth/register': { status: 422, body: { status: 422, detail: 'email: is no e-mail address', errors } },
    });
    await userEvent.type(await screen.findByLabelText('Empresa'), 'Norte');
    await userEvent.type(screen.getByLabelText('E-mail'), 'ana@example.com');
    for (const field of screen.getAllByLabelText(/senha/i)) await userEvent.type(field, 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: /Criar/ }));
    await waitFor(() => expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription('não é um endereço de e-mail'));
    expect(screen.getAllByLabelText(/senha/i)[0]).toHaveAccessibleDescription(/precisa ter pelo menos 12 caracteres\s+não pode ter caracteres de controle/);
  });
});

describe('what the audit recorded', () => {
  const audited = (entry: object) => ({
    ...calm,
    'GET /api/profile': { body: { email: 'ana@example.com', role: 'platform' } },
    'GET /api/audit': { body: { items: [{ sequence: 7, at: since, tenant_id: null, actor: 'certificate orders', address: null, action: 'certificate.issue', target: 'c1', result: 'ok', detail: null, ...entry }], total_count: 1 } },
  });

  it('stands in Portuguese, and beside it as it was written', async () => {
    await openConsole('/system/audit?entry=7', audited({ detail: 'revision 12: the program was started without --config' }));
    const said = 'revisão 12: o programa iniciou sem --config';
    expect(await screen.findAllByText(said)).toHaveLength(2);
    expect(screen.getByText(/revision 12: the program was started/)).toBeVisible();
    expect(screen.getAllByText('emissão de certificados')).toHaveLength(2);
  });

  it('keeps a person’s own words', async () => {
    await openConsole('/system/audit?entry=7', audited({ actor: 'key deploy (fk_12)', detail: 'revision 12: from now on names changed' }));
    expect(await screen.findAllByText('revisão 12: from now on names changed')).toHaveLength(2);
    expect(screen.getAllByText('chave deploy (fk_12)')).toHaveLength(2);
  });
});

describe('what Alertmanager tells of the program’s own rules', () => {
  it('stands in Portuguese, and the words of other rules as they came', async () => {
    const alert = (id: string, summary: string) => ({ id, tenant: 'platform', fingerprint: id, status: 'firing', name: id, severity: 'critical', labels: {}, annotations: { summary }, starts_at: since, ends_at: null });
    await openConsole('/system/alerts', { ...calm, 'GET /api/alerts': { body: { items: [alert('a1', 'Backend web/192.0.2.1:80 fails 12.5% of its requests'), alert('a2', 'Disk is full for a day')], total_count: 2 } } });
    expect(await screen.findByText('O backend web/192.0.2.1:80 falha em 12.5% das requisições')).toBeVisible();
    expect(screen.getByText('Disk is full for a day')).toBeVisible();
    expect(screen.getAllByText('crítico')).toHaveLength(2);
  });
});

describe('a sentence of the server', () => {
  const said = async (text: string) => {
    await waitFor(() => expect(serverText('is missing')).toBe('falta preencher'));
    return serverText(text);
  };

  it('within another one is said too, and the router’s own words are left', async () => {
    expect(await said('Next try in 30 s; the last one failed: 192.0.2.1:22 cannot be reached (No route to host); check the address, the route and firewalls on the way')).toBe(
      'Próxima tentativa em 30 s; a última falhou: 192.0.2.1:22 não pode ser alcançado (sem rota até o host); confira o endereço, a rota e os firewalls no caminho',
    );
    expect(await said('The router refused the command: Error: Unrecognized command found at \'^\' position.')).toBe('O roteador recusou o comando: Error: Unrecognized command found at \'^\' position.');
  });

  it('behind the name of a field is said, and several joined ones each', async () => {
    expect(await said('host: is required: an address or a name, such as 192.0.2.1; port: is 1 to 65535; 22 for SSH and 23 for Telnet unless given')).toBe(
      'host: falta preencher: um endereço ou um nome, como 192.0.2.1; port: vai de 1 a 65535; sem valor, 22 para SSH e 23 para Telnet',
    );
    expect(await said('password: must have at least 12 characters, must not have control characters')).toBe('password: precisa ter pelo menos 12 caracteres, não pode ter caracteres de controle');
  });

  it('calls roles and lists by their words', async () => {
    expect(await said('This needs the role operator; ana@example.com has viewer here.')).toBe('Isto pede o papel operador; ana@example.com tem leitura aqui.');
    expect(await said('192.0.2.1:22 refused the login of "admin" by public key and password (it offers password); correct Username and Password, and check on the router that the user exists and has `service-type ssh`. Six failures lock this address for 5 minutes, so nothing is retried alone')).toMatch(
      /^192\.0\.2\.1:22 recusou o login de “admin” por chave pública e senha \(ele oferece senha\);/,
    );
  });

  it('of the way of a request, of a backend and of a gateway is said', async () => {
    expect(await said('web/10.0.0.1:80 is left out: unhealthy says active')).toBe('web/10.0.0.1:80 fica de fora: sem saúde, segundo a verificação ativa');
    expect(await said('10.0.0.1 is left out: unhealthy says active: GET /health answered 503; expected 200-399')).toBe('10.0.0.1 fica de fora: sem saúde, segundo a verificação ativa: GET /health respondeu 503; esperava 200-399');
    expect(await said('route web takes it: path prefix /api, its method')).toBe('a rota web a aceita: prefixo /api, o método');
    expect(await said('gateway edge-1 is away: nothing came for 15 s')).toBe('o gateway edge-1 está fora: nada veio por 15 s');
    expect(await said('A request that breaks HTTP was refused: path refused: a NUL byte')).toBe('Uma requisição que viola o HTTP foi recusada: caminho recusado: um byte NUL');
  });

  it('takes the one with more words of its own where two fit', async () => {
    expect(await said('is required: the account on the router')).toBe('falta preencher: a conta no roteador');
    expect(await said('is required: lower-case letters, digits, "-" and "_", at most 32, such as bng-01')).toBe('falta preencher: letras minúsculas, dígitos, “-” e “_”, no máximo 32, como bng-01');
  });
});
