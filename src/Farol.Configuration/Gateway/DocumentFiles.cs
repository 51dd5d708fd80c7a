using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>Files that a document names: whether they are there, where they are, and what is in those that it carries with it.</summary>
internal static class DocumentFiles
{
    public static void Probe(string? name, string path, DocumentErrors errors, IDocumentFiles? files)
    {
        if (!string.IsNullOrEmpty(name) && files?.Problem(name) is { } problem)
        {
            errors.Judge(path, $"{problem}; relative names count from the folder of the configuration file");
        }
    }

    /// <summary>Exactly one of a file and a text in the document itself.</summary>
    public static void OneOf(string? file, string? text, string path, string fileKey, string textKey, DocumentErrors errors)
    {
        if (string.IsNullOrEmpty(file) && string.IsNullOrEmpty(text))
        {
            errors.Judge($"{path}.{fileKey}", "is required");
        }
        else if (!string.IsNullOrEmpty(file) && !string.IsNullOrEmpty(text))
        {
            errors.Judge($"{path}.{textKey}", $"is given beside {fileKey}; one of them is enough");
        }
    }

    /// <summary>
    /// Writes full names of files, which later readers need no folder for, and takes error pages into the document, so that a changed page
    /// is a changed document and the link carries it.
    /// </summary>
    public static GatewayDocument Resolve(GatewayDocument document, IDocumentFiles files)
    {
        string? Full(string? name) => string.IsNullOrEmpty(name) ? name : files.FullName(name);

        ErrorPageSection Read(ErrorPageSection page) => page.File is { Length: > 0 } file && files.Problem(file) is null
            ? page with { File = files.FullName(file), Body = files.ReadText(file) }
            : page;

        return document with
        {
            Listeners = [.. document.Listeners.Select(l => l.Tls?.ClientCertificates is { } clients
                ? l with { Tls = l.Tls with { ClientCertificates = clients with { AuthorityFile = Full(clients.AuthorityFile) } } }
                : l)],
            Certificates = [.. document.Certificates.Select(c => c with { CertificateFile = Full(c.CertificateFile), KeyFile = Full(c.KeyFile) })],
            Pools = [.. document.Pools.Select(p => p.Tls is { } tls ? p with { Tls = tls with { AuthorityFile = Full(tls.AuthorityFile) } } : p)],
            Routes = [.. document.Routes.Select(r => r.ErrorPages.Count > 0 ? r with { ErrorPages = [.. r.ErrorPages.Select(Read)] } : r)],
            Gateway = document.Gateway with
            {
                GeoDatabase = Full(document.Gateway.GeoDatabase),
                AccessLog = document.Gateway.AccessLog with { File = Full(document.Gateway.AccessLog.File) },
                ErrorPages = [.. document.Gateway.ErrorPages.Select(Read)],
            },
        };
    }
}
