import { useSearchParams } from 'wouter';

/** The parameters of the address, and a way to change some of them: an empty value takes one out, the others stay. */
export function useParameters(): [URLSearchParams, (changed: Record<string, string>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const change = (changed: Record<string, string>) =>
    setParameters((before) => {
      for (const [name, value] of Object.entries(changed)) {
        if (value) before.set(name, value);
        else before.delete(name);
      }
      return before;
    });
  return [parameters, change];
}
