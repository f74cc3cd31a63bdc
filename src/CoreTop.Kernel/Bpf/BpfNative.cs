using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Bpf;

/// <summary>bpf(2), which no C library has a function for.</summary>
internal static partial class BpfNative
{
    /// <summary>Its number; null where it is not known.</summary>
    public static nint? Number { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 321,
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 280,
        _ => null,
    };

    /// <summary>A descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint Load(nint number, nint command, ref ProgramAttributes attributes, nint bytes);

    /// <summary>A descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint Create(nint number, nint command, ref LinkAttributes attributes, nint bytes);

    /// <summary>What BPF_PROG_LOAD is given.</summary>
    [StructLayout(LayoutKind.Explicit, Size = Bytes)]
    internal struct ProgramAttributes
    {
        public const int Bytes = 120;

        [FieldOffset(0)]
        public uint Type;

        [FieldOffset(4)]
        public uint Instructions;

        [FieldOffset(8)]
        public ulong Code;

        [FieldOffset(16)]
        public ulong Licence;

        [FieldOffset(24)]
        public uint LogLevel;

        [FieldOffset(28)]
        public uint LogBytes;

        [FieldOffset(32)]
        public ulong Log;

        [FieldOffset(48)]
        public ulong Name;

        [FieldOffset(56)]
        public ulong RestOfName;

        [FieldOffset(68)]
        public uint AttachType;

        [FieldOffset(108)]
        public uint AttachTo;
    }

    /// <summary>What BPF_LINK_CREATE and BPF_ITER_CREATE are given.</summary>
    [StructLayout(LayoutKind.Explicit, Size = Bytes)]
    internal struct LinkAttributes
    {
        public const int Bytes = 16;

        [FieldOffset(0)]
        public int Of;

        [FieldOffset(8)]
        public uint AttachType;
    }
}
