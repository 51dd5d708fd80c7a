using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>The configuration file as the gateway reads it, again and again while it runs.</summary>
public sealed class GatewayFile(string path, Func<string, string?> environment)
{
    private (DateTime Written, long Length) _seen;

    public string Path => path;

    /// <exception cref="ConfigurationException">Everything that is wrong with it.</exception>
    public GatewayDocument Read()
    {
        _seen = Look();
        try
        {
            return DocumentReader.Read(File.ReadAllText(path), path, environment, FolderFiles.Beside(path)).Gateway;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new ConfigurationError(path, 0, "(file)", unreadable.Message)]);
        }
    }

    /// <summary>Whether the file is another one than was read last. A look costs one call of the system.</summary>
    public bool HasChanged() => Look() != _seen;

    private (DateTime Written, long Length) Look()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
