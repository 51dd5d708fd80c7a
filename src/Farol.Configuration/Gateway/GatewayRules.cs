using Farol.Configuration.Documents;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>Judges a document as a whole: every value by itself, then how they go together.</summary>
internal static class GatewayRules
{
    /// <param name="files">Null: files that the document names are not looked at, since they are on another machine.</param>
    public static void Check(GatewayDocument document, DocumentErrors errors, IDocumentFiles? files)
    {
        GatewayShapes.Document.Check(document, "", errors);
        var names = new DocumentNames(document);
        ListenerRules.Check(document, names, errors, files);
        PoolRules.Check(document, names, errors, files);
        RouteRules.Check(document, names, errors, files);
        TenantRules.Check(document, errors);
    }
}
