namespace Farol.Store;

/// <summary>The folder that holds everything of one installation, and the lock that keeps a second process out of it.</summary>
internal sealed class DataFolder(StoreOptions options) : IDisposable
{
    public const string State = "state";
    public const string History = "history";
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileModes = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _path = Path.GetFullPath(options.DataFolder);
    private FileStream? _lock;

    public string File(string name) => Path.Combine(_path, name);

    /// <exception cref="StoreException">The folder cannot be written, or another process works in it.</exception>
    public void Enter()
    {
        try
        {
            Directory.CreateDirectory(_path, FolderMode);
            _lock = new FileStream(File("farol.lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = FileModes,
            });
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException(
                StoreFault.ReadOnly, $"The data folder {_path} may not be written by this user. Give --data DIR another one.", error);
        }
        catch (IOException error)
        {
            throw new StoreException(
                StoreFault.Locked,
                $"The data folder {_path} is in use by another Farol process, or cannot be written ({error.Message}). "
                + "Stop that process, or give --data DIR another folder.",
                error);
        }
    }

    public string CreateSubfolder(string name) => Directory.CreateDirectory(File(name), FolderMode).FullName;

    public void Dispose() => _lock?.Dispose();
}
