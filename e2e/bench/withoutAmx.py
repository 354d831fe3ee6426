"""Runs a command that cannot have the processor's AMX tiles: Linux on x86-64 gives them on request only
(arch_prctl ARCH_REQ_XCOMP_PERM), and a seccomp filter answers that request with EPERM, for all children too. So one
machine shows how the contenders compare on processors without AMX.

    python3 e2e/bench/withoutAmx.py COMMAND ARGUMENT...
"""

import ctypes
import os
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
SYS_ARCH_PRCTL, ARCH_REQ_XCOMP_PERM, EPERM = 158, 0x1023, 1
LOAD_WORD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
NUMBER, FIRST_ARGUMENT = 0, 16  # offsets in struct seccomp_data

if platform.system() != "Linux" or platform.machine() != "x86_64":
    sys.exit("AMX can be withheld on Linux on x86-64 only.")

instructions = [
    (LOAD_WORD, 0, 0, NUMBER),
    (JUMP_EQUAL, 0, 3, SYS_ARCH_PRCTL),
    (LOAD_WORD, 0, 0, FIRST_ARGUMENT),
    (JUMP_EQUAL, 0, 1, ARCH_REQ_XCOMP_PERM),
    (RETURN, 0, 0, ERRNO | EPERM),
    (RETURN, 0, 0, ALLOW),
]
program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in instructions))


class Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


libc = ctypes.CDLL(None, use_errno=True)
wanted = Filter(len(instructions), ctypes.addressof(program))
if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(wanted)):
    sys.exit(f"AMX could not be withheld: {os.strerror(ctypes.get_errno())}")
os.environ["HEADWATER_WITHOUT_AMX"] = "1"
os.execvp(sys.argv[1], sys.argv[1:])
