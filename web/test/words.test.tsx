// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addTexts, speak, startTranslations } from '~/i18n';
import { useTranslation } from '~/i18n/useTranslation';

const spoken: unknown[] = [];

function Words({ of, values }: { readonly of: string; readonly values?: Readonly<Record<string, string | number>> }) {
  const { t, language } = useTranslation() as unknown as { readonly t: (key: string, values?: object) => string; readonly language: string };
  spoken.push(t);
  return (
    <p>
      {language}: {t(of, values)}
    </p>
  );
}

describe('the words of a page', () => {
  beforeAll(async () => {
    localStorage.setItem('farol.language', 'pt-BR');
    await startTranslations();
  });
  afterEach(() => speak('pt-BR'));

  it('are those of the language that is spoken, and change with it', async () => {
    render(<Words of="nav.overview" />);
    expect(screen.getByText('pt-BR: Visão geral')).toBeVisible();
    await act(() => speak('en'));
    expect(screen.getByText('en: Overview')).toBeVisible();
  });

  it('have their values in their places, as they were given', () => {
    render(<Words of="alert.place" values={{ place: '$& <b>{{lost}}</b>', lost: 0 }} />);
    expect(screen.getByText('pt-BR: $& <b>{{lost}}</b>: 0')).toBeVisible();
  });

  it('are looked up once, and go by how many there are each time', () => {
    addTexts({ words: { seen_one: '{{count}} vez', seen_other: '{{count}} vezes' } }, () => Promise.resolve({ default: {} }));
    const looked = vi.spyOn(i18next, 't');
    const { rerender } = render(<Words of="words.seen" values={{ count: 1 }} />);
    expect(screen.getByText('pt-BR: 1 vez')).toBeVisible();
    rerender(<Words of="words.seen" values={{ count: 2 }} />);
    expect(screen.getByText('pt-BR: 2 vezes')).toBeVisible();
    rerender(<Words of="nav.routers" />);
    rerender(<Words of="nav.routers" values={{ any: 1 }} />);
    expect(looked.mock.calls.filter(([key]) => String(key) === 'nav.routers').length).toBeLessThanOrEqual(1);
  });

  it('that come later are found, where they were missing before', () => {
    const { rerender } = render(<Words of="words.late" />);
    expect(screen.getByText('pt-BR: words.late')).toBeVisible();
    addTexts({ words: { late: 'chegou' } }, () => Promise.resolve({ default: {} }));
    rerender(<Words of="words.late" values={{ any: 1 }} />);
    expect(screen.getByText('pt-BR: chegou')).toBeVisible();
  });

  it('come from one function for all who ask', () => {
    spoken.length = 0;
    render(<Words of="nav.overview" />);
    render(<Words of="nav.routers" />);
    expect(new Set(spoken).size).toBe(1);
  });
});
