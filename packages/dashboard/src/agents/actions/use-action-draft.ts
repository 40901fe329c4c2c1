import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { useTenant } from '../../session/use-session.ts';
import { useLeaveGuard } from '../form/leave-guard.ts';
import type { ActionForm } from './action-form.ts';

/**
 * What is typed of an action: it outlives a reload and a look at another page, all but the values of
 * headers, which are secrets. Closing the window asks first.
 */
export function useActionDraft(agent: string, action: string, standing: ActionForm) {
  const tenant = useTenant();
  const key = `belay.action-draft.${tenant.id}.${agent}.${action}`;
  const [form, setForm] = useState(() => kept(key) ?? standing);
  const isDirty = JSON.stringify(form) !== JSON.stringify(standing);
  useEffect(() => keep(key, isDirty ? form : null), [key, isDirty, form]);
  useLeaveGuard(isDirty);
  const onLeave = useEffectEvent(() => {
    if (isDirty) toast('The action is not saved. What you typed waits on its page.');
  });
  useEffect(() => () => onLeave(), []);
  return { form, setForm, isDirty };
}

function kept(key: string): ActionForm | null {
  try {
    // written below, by this version of the page or by none: the server checks what is sent
    const form = JSON.parse(sessionStorage.getItem(key) ?? 'null') as ActionForm | null;
    return Array.isArray(form?.parameters) && Array.isArray(form.headers) ? form : null;
  } catch {
    return null;
  }
}

function keep(key: string, form: ActionForm | null): void {
  try {
    if (form === null) sessionStorage.removeItem(key);
    else
      sessionStorage.setItem(
        key,
        JSON.stringify({
          ...form,
          headers: form.headers.map(({ name, value }) => ({
            name,
            value: value === null ? null : '',
          })),
        }),
      );
  } catch {
    // full or closed: the draft lives as long as the page
  }
}
