import type { ComponentProps } from 'react';
import styles from './Button.module.css';

interface Props extends ComponentProps<'button'> {
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet';
}

export function Button({ tone = 'plain', type = 'button', className, ...rest }: Props) {
  return <button {...rest} type={type} data-tone={tone} className={[styles.button, className].filter(Boolean).join(' ')} />;
}
