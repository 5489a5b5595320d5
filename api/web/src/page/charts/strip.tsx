const NAMED = 5; // parts that have a place of their own; the others are one

interface Part {
  name: string;
  size: number;
}

/** What something consists of, as a strip: the largest parts first, each as wide as it is large, and their names under it. */
export function Strip({ parts }: { parts: readonly Part[] }) {
  const sorted = [...parts].sort((one, other) => other.size - one.size);
  const named = sorted.slice(0, NAMED);
  const left = sorted.slice(NAMED).reduce((sum, each) => sum + each.size, 0);
  const total = parts.reduce((sum, each) => sum + each.size, 0);
  const widths = [...named.map((each) => each.size), ...(left ? [left] : [])];
  return (
    <div className="strip">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {widths.map((size, place) => (
          <rect
            key={named[place]?.name ?? ''}
            x={(100 * widths.slice(0, place).reduce((sum, each) => sum + each, 0)) / total}
            width={(100 * size) / total}
            height="10"
            className="seg"
            data-place={place}
          />
        ))}
      </svg>
    </div>
  );
}
