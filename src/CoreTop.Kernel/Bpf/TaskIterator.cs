using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Bpf;

/// <summary>Reads every task that the PID namespace has by a BPF program that the kernel runs for each of them.</summary>
/// <seealso href="https://docs.kernel.org/bpf/bpf_iterators.html"/>
internal sealed class TaskIterator : IDisposable
{
    private const string TypesPath = "/sys/kernel/btf/vmlinux";
    private const int NotOpen = -1;

    // The kernel hands out at most 32 KB at a time.
    private const int LeastRoom = 64 * 1024;
    private const int MostBytes = 1024 * 1024 * 1024;

    // It gives up for the moment after a million tasks that it found nothing to say of, which no machine has.
    private const int MostRetries = 64;

    private byte[] _bytes = new byte[LeastRoom];
    private int _link;
    private int _length;

    private TaskIterator(int link, int recordBytes, int maskWords) => (_link, RecordBytes, MaskWords) = (link, recordBytes, maskWords);

    /// <summary>How many bytes a task has in <see cref="Bytes"/>: a <see cref="KernelTask"/> and the words of its mask.</summary>
    public int RecordBytes { get; }

    /// <summary>How many words a mask has.</summary>
    public int MaskWords { get; }

    /// <summary>What the last reading found, in the order of the tasks' numbers. The masks are those that were set, offline CPUs too.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Loads the program.</summary>
    /// <param name="cpus">So many CPUs the machine can have.</param>
    /// <param name="isInner">This program is in a PID namespace inside another, so that tasks have other numbers here.</param>
    /// <exception cref="BpfRefusedException">That is not possible here: the message says why.</exception>
    public static TaskIterator Open(int cpus, bool isInner)
    {
        BpfKernel.RequirePermission();
        using var file = new BtfFile(TypesPath);
        try
        {
            Btf types = Btf.Parse(file.Bytes);
            int level = isInner ? ReadLevel(types) : 0;
            var program = TaskProgram.OfTasks(types, cpus, level);
            return new TaskIterator(BpfKernel.Link(program), program.RecordBytes, program.MaskWords);
        }
        catch (KernelFormatException problem)
        {
            throw new BpfRefusedException($"{TypesPath} is of no use: {problem.Message}");
        }
    }

    /// <summary>Reads them all.</summary>
    /// <returns>0, or errno: then there is nothing.</returns>
    public int TryRead()
    {
        _length = 0;
        int error = _link < 0 ? Errno.Enoent : BpfKernel.TryIterate(_link, out int file) is not 0 and var failed ? failed : ReadFrom(file);
        _length = error == 0 ? _length - (_length % RecordBytes) : 0;
        return error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_link >= 0)
        {
            _ = FileNative.Close(_link);
        }

        _link = NotOpen;
    }

    private static int ReadLevel(Btf types)
    {
        using var reader = new TaskIterator(BpfKernel.Link(TaskProgram.OfLevel(types)), recordBytes: sizeof(int), maskWords: 0);
        return reader.TryRead() == 0 && reader._length >= sizeof(int)
            ? MemoryMarshal.Read<int>(reader.Bytes)
            : throw new BpfRefusedException("The depth of this PID namespace cannot be read.");
    }

    private int ReadFrom(int file)
    {
        int retries = 0, error;
        do
        {
            if (_bytes.Length - _length < LeastRoom / 2)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            nint count = FileNative.Read(file, ref _bytes[_length], (nuint)(_bytes.Length - _length));
            error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            _length += (int)Math.Max(0, count);
            if (count == 0 || _length >= MostBytes)
            {
                break;
            }
        }
        while (error == 0 || (error is Errno.Eagain or Errno.Eintr && ++retries < MostRetries));
        _ = FileNative.Close(file);
        return error;
    }
}
