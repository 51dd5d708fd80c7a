using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>
/// Something that the program itself adds to the document that gateways get, and that is no revision: tenants' limits, blocks, certificates that were
/// ordered, the system route. Registered in the container; called for every document, so it answers from memory.
/// </summary>
public interface IDocumentPart
{
    GatewayDocument AddTo(GatewayDocument document);
}
