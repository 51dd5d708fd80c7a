namespace Farol.Configuration;

/// <summary>Files on disk; relative names count from the folder of the configuration file, wherever the program was started.</summary>
public sealed class FolderFiles(string folder) : IDocumentFiles
{
    /// <summary>Certificates and pages are a thousandth of it; a larger file is the wrong one.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>The files beside a configuration file.</summary>
    public static FolderFiles Beside(string configurationFile) => new(Path.GetDirectoryName(Path.GetFullPath(configurationFile))!);

    public string FullName(string name) => Path.GetFullPath(name, folder);

    public string? Problem(string name)
    {
        var full = FullName(name);
        try
        {
            using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file.Length > MaxBytes ? $"{full} is longer than {MaxBytes} bytes" : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return unreadable is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {full}" : $"{full} cannot be read: {unreadable.Message}";
        }
    }

    public string ReadText(string name) => File.ReadAllText(FullName(name));
}
