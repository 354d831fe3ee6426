/** Marks where the live memory of the model begins. What stands above is kept and can be read, but not by the model. */
export function MemoryDivider() {
  return (
    <p className="memory-divider">
      <span>Earlier messages left the live memory: the model no longer sees them</span>
    </p>
  );
}
