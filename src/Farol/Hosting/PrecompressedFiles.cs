using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Farol.Hosting;

/// <summary>Files that the build compressed once beside the plain ones, as <c>NAME.br</c> and <c>NAME.gz</c>: nothing is compressed while a browser waits.</summary>
internal sealed class PrecompressedFiles(IFileProvider files) : IContentTypeProvider
{
    /// <summary>The smallest first.</summary>
    private static readonly (string Coding, string Suffix)[] _codings = [("br", ".br"), ("gzip", ".gz")];

    private readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>The path to send in place of this one, and its coding; the path itself and null where the browser takes none or the build made none.</summary>
    public (string Path, string? Coding) Choose(string path, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, suffix) in _codings)
        {
            if (accepted.Any(a => a.Quality != 0 && a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) && files.GetFileInfo(path + suffix).Exists)
            {
                return (path + suffix, coding);
            }
        }

        return (path, null);
    }

    /// <summary>What is sent is what was compressed: its type is that of the plain file.</summary>
    public bool TryGetContentType(string subpath, out string contentType) => _types.TryGetContentType(Plain(subpath), out contentType!);

    /// <summary>Caches keep a copy for each coding.</summary>
    public static void Name(HttpResponse response, string? coding)
    {
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (coding is not null)
        {
            response.Headers.ContentEncoding = coding;
        }
    }

    /// <summary>A copy has no address of its own. That a path ends like one says nothing: pages are named after domains of Brazil.</summary>
    public bool IsCopy(string? path) => path is not null && Plain(path).Length != path.Length && files.GetFileInfo(path).Exists;

    private static string Plain(string path) => _codings.Select(c => c.Suffix).FirstOrDefault(s => path.EndsWith(s, StringComparison.Ordinal)) is { } suffix ? path[..^suffix.Length] : path;
}
