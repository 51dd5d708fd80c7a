using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>A revision with its documents.</summary>
internal sealed record StoredRevision(RevisionRow Row, GatewayDocument Api, GatewayDocument File)
{
    public ConfigurationState ToState() => new()
    {
        Revision = Row.Number,
        CreatedAt = Row.CreatedAt,
        Api = Api,
        File = File,
        FileName = Row.FileName,
        Whole = DocumentComposition.Whole(Api, File),
    };
}
