namespace CoreTop.Kernel.Files;

/// <summary>The kind of a file, as in <c>st_mode</c> of inode(7).</summary>
internal enum FileKind
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>A FIFO, or a pipe.</summary>
    Fifo = 0x1000,

    /// <summary>A character device.</summary>
    CharacterDevice = 0x2000,

    /// <summary>A folder.</summary>
    Folder = 0x4000,

    /// <summary>A block device.</summary>
    BlockDevice = 0x6000,

    /// <summary>A regular file.</summary>
    Regular = 0x8000,

    /// <summary>A symbolic link.</summary>
    Link = 0xA000,

    /// <summary>A socket.</summary>
    Socket = 0xC000,
}
