import { useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { availabilityQuery, changeAvailability } from './availability.ts';

/** Whether the signed-in person is there for visitors; null: not known yet. */
export function useAvailability(enabled: boolean) {
  const { data } = useQuery({ ...availabilityQuery, enabled });
  const available = data?.available ?? null;
  const { run, pending } = useSubmit(async () => {
    if (available === null) return;
    try {
      await changeAvailability(!available);
      toast.success(available ? 'You are away.' : 'You are available.');
    } catch (error) {
      toast.error(errorWords(error).message);
    }
  });
  return { available, pending, toggle: () => void run() };
}
