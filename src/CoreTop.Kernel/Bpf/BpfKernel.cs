using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Bpf;

/// <summary>What is asked of the kernel's BPF: to load a program, to make an iterator of it, and to read that.</summary>
internal static class BpfKernel
{
    private const nint LoadProgram = 5, CreateLink = 28, CreateIterator = 33;
    private const uint Tracing = 26, Iterator = 28;
    private const int LogBytes = 256 * 1024;

    // "coretop_tasks", as bpftool prog shows it.
    private static readonly byte[] Name = "coretop_tasks\0\0\0"u8.ToArray();

    /// <summary>Asks for a program that nobody could load, because only whoever may load one hears that.</summary>
    /// <exception cref="BpfRefusedException">This program may not, or this kernel has no BPF.</exception>
    public static void RequirePermission()
    {
        ulong exit = 0x95;
        int error = TryLoad(MemoryMarshal.CreateReadOnlySpan(ref exit, 1), function: 0, log: [], out int program);
        if (error == 0)
        {
            _ = FileNative.Close(program);
        }

        if (error is Errno.Eperm or Errno.Eacces or Errno.Enosys)
        {
            throw Refused("to load a program", error, log: "");
        }
    }

    /// <summary>Loads a program and makes a link of it, which keeps it loaded until it is closed.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The link's descriptor.</returns>
    /// <exception cref="BpfRefusedException">The kernel refuses it.</exception>
    public static int Link(TaskProgram program)
    {
        int error = TryLoad(program.Code, program.Function, log: [], out int file);
        if (error != 0)
        {
            throw Refused("to load a program", error, Why(program));
        }

        var attributes = new BpfNative.LinkAttributes { Of = file, AttachType = Iterator };
        nint link = BpfNative.Create(BpfNative.Number!.Value, CreateLink, ref attributes, BpfNative.LinkAttributes.Bytes);
        error = link < 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = FileNative.Close(file);
        return error == 0 ? (int)link : throw Refused("to make an iterator", error, log: "");
    }

    /// <summary>Begins a reading.</summary>
    /// <param name="link">What <see cref="Link"/> returned.</param>
    /// <param name="file">A descriptor to read from.</param>
    /// <returns>0, or errno.</returns>
    public static int TryIterate(int link, out int file)
    {
        var attributes = new BpfNative.LinkAttributes { Of = link };
        file = (int)BpfNative.Create(BpfNative.Number!.Value, CreateIterator, ref attributes, BpfNative.LinkAttributes.Bytes);
        return file < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    // Asked only after a refusal: a log costs time and memory.
    private static string Why(TaskProgram program)
    {
        var log = new byte[LogBytes];
        if (TryLoad(program.Code, program.Function, log, out int file) == 0)
        {
            _ = FileNative.Close(file);
        }

        int end = log.AsSpan().IndexOf((byte)0);
        return Encoding.UTF8.GetString(log, 0, end < 0 ? log.Length : end);
    }

    private static unsafe int TryLoad(ReadOnlySpan<ulong> code, int function, Span<byte> log, out int program)
    {
        program = -1;
        if (BpfNative.Number is not { } number)
        {
            return Errno.Enosys;
        }

        fixed (ulong* instructions = code)
        fixed (byte* licence = "GPL\0"u8)
        fixed (byte* text = log)
        {
            var attributes = new BpfNative.ProgramAttributes
            {
                Type = Tracing,
                Instructions = (uint)code.Length,
                Code = (ulong)instructions,
                Licence = (ulong)licence,
                LogLevel = log.IsEmpty ? 0u : 1u,
                LogBytes = (uint)log.Length,
                Log = (ulong)text,
                Name = MemoryMarshal.Read<ulong>(Name),
                RestOfName = MemoryMarshal.Read<ulong>(Name.AsSpan(sizeof(ulong))),
                AttachType = Iterator,
                AttachTo = (uint)function,
            };
            program = (int)BpfNative.Load(number, LoadProgram, ref attributes, BpfNative.ProgramAttributes.Bytes);
            return program < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    private static BpfRefusedException Refused(string what, int error, string log) => new(
        $"The kernel refuses {what}: {Marshal.GetPInvokeErrorMessage(error)}.", log);
}
