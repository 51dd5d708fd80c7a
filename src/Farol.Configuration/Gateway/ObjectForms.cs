using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>The objects that APIs read and write.</summary>
public static class ObjectForms
{
    public static readonly ObjectForm<PoolSection> Pool = new(PoolShapes.Pool);

    public static readonly ObjectForm<BackendSection> Backend = new(PoolShapes.Backend);

    public static readonly ObjectForm<RouteSection> Route = new(RouteShapes.Route);

    public static readonly ObjectForm<GlobalSection> Gateway = new(GatewayShapes.Global);

    public static readonly ObjectForm<LimitsObject> Limits = new(LimitShapes.Limits);

    public static readonly ObjectForm<GatewayDocument> Document = new(GatewayShapes.Document);
}
