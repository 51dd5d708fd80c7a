using Farol.Configuration.Documents;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>Reads the gateway's keys of the file.</summary>
internal static class GatewaySections
{
    public static GatewayDocument Read(SectionReader root, DocumentErrors errors, IDocumentFiles? files)
    {
        var document = GatewayCompletion.Complete(GatewayShapes.Document.ReadKeys(root));
        GatewayRules.Check(document, errors, files);
        return files is null ? document : DocumentFiles.Resolve(document, files);
    }
}
