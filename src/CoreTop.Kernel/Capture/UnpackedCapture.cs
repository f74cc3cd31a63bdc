namespace CoreTop.Kernel.Capture;

/// <summary>A capture unpacked into a folder of this user's own, which goes when nobody uses it any more.</summary>
internal sealed class UnpackedCapture
{
    private int _users = 1;

    private UnpackedCapture(string folder) => Folder = folder;

    /// <summary>The machine's root.</summary>
    public string Folder { get; }

    /// <summary>Unpacks a file made by <c>coretop capture</c>, for one user.</summary>
    /// <exception cref="MachineException">It cannot be read or is no capture: the message is a sentence for the user.</exception>
    public static UnpackedCapture Open(string path)
    {
        var unpacked = new UnpackedCapture(CreateFolder(path));
        try
        {
            CaptureReader.Unpack(path, unpacked.Folder);
        }
        catch
        {
            unpacked.Release();
            throw;
        }

        return unpacked;
    }

    private static string CreateFolder(string path)
    {
        try
        {
            return Directory.CreateTempSubdirectory("coretop-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MachineException($"{path} cannot be unpacked: no folder can be made for it: {exception.Message}", exception);
        }
    }

    /// <summary>Somebody else uses it too.</summary>
    public UnpackedCapture Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>One user less.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
