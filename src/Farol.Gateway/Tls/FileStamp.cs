namespace Farol.Gateway.Tls;

/// <summary>By what a change of a file is seen. A file that is missing has a stamp too.</summary>
internal readonly record struct FileStamp(string Path, DateTime ChangedUtc, long Length)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        // What a link points to is what counts: certificate tools swap links.
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? new FileStamp(path, target.LastWriteTimeUtc, target.Length) : new FileStamp(path, default, -1);
    }
}
