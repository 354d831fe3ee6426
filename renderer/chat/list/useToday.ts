import { useEffect, useState } from 'react';

/** The present day (its midnight), new when the clock passes it: "Today" must not be yesterday in a window left open. */
export function useToday(): number {
  const [today, setToday] = useState(midnight);
  useEffect(() => {
    const tomorrow = new Date(today).setDate(new Date(today).getDate() + 1);
    const timer = setTimeout(() => setToday(midnight()), tomorrow - Date.now() + 1_000);
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}

function midnight(): number {
  return new Date().setHours(0, 0, 0, 0);
}
