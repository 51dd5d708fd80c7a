using Farol.Link.Documents;

namespace Farol.Control.Revisions;

/// <summary>One configuration as gateways get it.</summary>
/// <param name="Local">For the gateway of this machine, whose ports are chosen here.</param>
/// <param name="Remote">For gateways on other machines, which choose theirs.</param>
internal sealed record Publication(LinkDocument Local, LinkDocument Remote);
